"""The names of places a text holds, and what each does in its sentence.

``spans`` sees where names stand, ``relations`` what is said left of them ("5 km west of"), ``groups`` which
belong together ("A in B Oblast"), ``lists`` which kind word a list shares, ``quarters``
which city a district is of, ``ellipsis`` which kind word was said before, ``lands`` what is no town
but the land around it, ``roles`` which are no places at all; ``find`` puts them in order.
``rules`` is the schema of the words a language brings to it, ``mention`` what comes out.
"""
