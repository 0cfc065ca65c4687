// Put into every page that is measured, before its own scripts: how long a key takes until it is painted.

/** @type {number[]} */
const typed = []
const painted = new MessageChannel()
/** @type {number[]} */
let waiting = []

painted.port1.addEventListener('message', () => {
  const now = performance.now()
  typed.push(...waiting.map((at) => now - at))
  waiting = []
})
painted.port1.start()

addEventListener(
  'keydown',
  (event) => {
    // After the frame in which the key did its work.
    if (waiting.length === 0) requestAnimationFrame(() => painted.port2.postMessage(null))
    waiting.push(event.timeStamp)
  },
  { capture: true },
)

Object.assign(globalThis, { takeTyped: () => typed.splice(0) })
