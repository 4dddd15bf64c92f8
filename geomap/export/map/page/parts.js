// A map of very many events has parts: script files beside the page, each loaded when it is needed.
// A page opened from the disk may load scripts, but not fetch.

const handedOver = new Map(); // what parts gave whose script has run, by name

/** Called by each part. */
function take(name, value) {
  handedOver.set(name, value);
}

/** Return what a part that has been loaded gave, once; undefined when it is missing. */
function taken(name) {
  const value = handedOver.get(name);
  handedOver.delete(name);
  return value;
}

/** Load a part; an error names the file that is missing. */
function loadPart(parts, name) {
  return new Promise((resolve, reject) => {
    const address = `${encodeURIComponent(parts.folder)}/${name}.js`;
    const script = el("script", { src: address, onload: () => end(taken(name)), onerror: () => end() });
    function end(value) {
      script.remove();
      if (value === undefined) reject(new Error(`${parts.folder}/${name}.js`));
      else resolve(value);
    }
    document.head.append(script);
  });
}
