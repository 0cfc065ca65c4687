// Run in a page before its own scripts: when its first text is drawn, and when one can write. `weightReady` says by what.
const times = { text: 0, writing: 0 }
Object.assign(globalThis, { weightTimes: times })

function look() {
  const ready = String(Reflect.get(globalThis, 'weightReady') ?? 'none')
  const root = document.getElementById('root')
  if (times.text === 0 && root !== null && root.innerText.trim() !== '') times.text = performance.now()
  if (times.writing === 0 && document.querySelector(ready) !== null) times.writing = performance.now()
  if (times.text === 0 || times.writing === 0) requestAnimationFrame(look)
}
requestAnimationFrame(look)
