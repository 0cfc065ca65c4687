/**
 * Keeps what has been loaded for a start without a line: scripts, styles and fonts, and the plain page that starts them. A
 * worker (public/shell-worker.js) answers with it. Nothing that anybody wrote, and nothing of who is here.
 */

const cacheName = 'preau-shell'
const shell = '/'
/** Under this address the cache says of which release it is. */
const releaseKey = '/release'

const pathOf = (address: string) => new URL(address, location.origin).pathname

/** The first script is named by its content, and in it those of all others are named. */
function releaseHere(): string | null {
  const entry = document.querySelector<HTMLScriptElement>('script[type=module][src^="/assets/"]')
  return entry?.getAttribute('src') ?? null
}

/** What this visit has loaded of the release. */
function loadedFiles(): string[] {
  const seen = performance.getEntriesByType('resource').filter(({ name }) => name.startsWith(location.origin))
  const paths = seen.map(({ name }) => pathOf(name))
  return [
    ...new Set(paths.filter((path) => path.startsWith('/assets/') || /^\/(layers\.css|favicon\.svg)$/.test(path))),
  ]
}

/** The page as it is for everybody: without cookies, so that nothing of who is here is in it. */
async function putShell(cache: Cache): Promise<void> {
  const answer = await fetch(shell, { credentials: 'omit', headers: { Accept: 'text/html' } })
  if (answer.ok) await cache.put(shell, answer)
}

/** A newer release: the page that starts it, and away with files that it does not have. */
async function renew(cache: Cache, release: string): Promise<void> {
  const known = await cache.match(releaseKey)
  if ((await known?.text()) === release) return
  await putShell(cache)
  const answer = await fetch('/files.json')
  const files: unknown = answer.ok ? await answer.json() : null
  if (!Array.isArray(files)) return
  const there = new Set(files)
  for (const { url } of await cache.keys()) {
    const path = pathOf(url)
    if (path.startsWith('/assets/') && !there.has(path.slice(1))) await cache.delete(url)
  }
  await cache.put(releaseKey, new Response(release))
}

async function keepLoaded(): Promise<void> {
  const release = releaseHere()
  if (release === null) return
  const cache = await caches.open(cacheName)
  await renew(cache, release)
  for (const path of loadedFiles()) {
    if (await cache.match(path)) continue
    // It came a moment ago: the browser has it.
    const answer = await fetch(path, { cache: 'force-cache' })
    if (answer.ok) await cache.put(path, answer)
  }
}

const settledMs = 4_000
const againMs = 60_000

/** Once the first screen stands. Where the browser has no worker, or its storage is blocked, all is as it was. */
export function keepShell(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator) || !('caches' in globalThis)) return
  const keep = () => void keepLoaded().catch(() => {})
  const begin = () =>
    void navigator.serviceWorker.register('/shell-worker.js').then(
      () => setTimeout(keep, settledMs),
      () => {},
    )
  if (document.readyState === 'complete') begin()
  else addEventListener('load', begin, { once: true })
  // What other screens brought since.
  setInterval(keep, againMs)
}
