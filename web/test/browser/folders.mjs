// Folders that a user may drop on the page.

/** Runs in the page: a drop of a folder, with the entries that a browser gives. */
export function dropFolder({ name, files }) {
  const fileEntry = (path, text) => ({
    isDirectory: false, name: path, fullPath: `/${name}/${path}`, file: (done) => done(new File([text], path)),
  });
  const entry = {
    isDirectory: true, name, fullPath: `/${name}`,
    createReader: () => {
      let given = false;
      return {
        readEntries: (done) => {
          const batch = given ? [] : Object.entries(files).map(([path, text]) => fileEntry(path, text));
          given = true;
          done(batch);
        },
      };
    },
  };
  const drop = new Event("drop", { bubbles: true, cancelable: true });
  Object.defineProperty(drop, "dataTransfer", { value: { types: ["Files"], items: [{ webkitGetAsEntry: () => entry }], files: [] } });
  document.dispatchEvent(drop);
}
