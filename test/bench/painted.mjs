// Put into every page that is measured, before its own scripts: tells when something is painted.

const frame = () => new Promise((done) => requestAnimationFrame(done))

/**
 * When the frame was painted in which everything was there: in the time of the page, since its navigation.
 * @param {() => boolean} isThere Asked once a frame.
 */
async function untilPainted(isThere) {
  while (!isThere()) await frame()
  // What the first of these callbacks finds there is painted before the second.
  await frame()
  await frame()
  return performance.now()
}

/** Ours gets its content in one large message, which is noted; Excalidraw's page notes when it has read the scene. */
const largeBytes = 100_000
const LineSocket = WebSocket
globalThis.WebSocket = class extends LineSocket {
  /** @param {string | URL} url @param {string | string[]} [protocols] */
  constructor(url, protocols) {
    super(url, protocols)
    this.addEventListener('message', ({ data }) => {
      const size = data instanceof ArrayBuffer ? data.byteLength : 0
      if (size > largeBytes) Object.assign(globalThis, { contentAt: performance.now() })
    })
  }
}

Object.assign(globalThis, { untilPainted })
