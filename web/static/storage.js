// What this browser remembers. A browser may refuse (private windows, a full disk, a policy): then
// reading gives null, and writing says so by returning false.

export function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

// null forgets it.
export function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
