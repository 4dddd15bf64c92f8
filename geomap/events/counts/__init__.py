"""Numbers to acts: killed and injured, launched and downed."""
