// Keeps the shell on the device: scripts, styles and fonts by the hashes in their names, and one plain page that starts them.
// No data: what a person reads or writes goes past it. client/app/keep-shell.ts says what is kept, and throws away what is old.
const cacheName = 'preau-shell'
const shell = '/'
/** Pages that the server writes itself (`plainPlaces` in server/kit/plain-page.ts), and the API: the shell is none of them. */
const foreign = /^\/(api|schools|offices|regions|news|texts|gallery|figures|certificate|labelled-schools)(\/|$)/
/** A line that says nothing for so long is none. */
const patienceMs = 6000

self.addEventListener('install', () => void self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (!foreign.test(pathname) && !/\.\w+$/.test(pathname)) event.respondWith(openPage(request))
  } else if (pathname.startsWith('/assets/')) event.respondWith(takeFile(request))
  else if (['/layers.css', '/favicon.svg'].includes(pathname)) event.respondWith(askFirst(request))
})

/** A file named by its content never changes: what is here need not be asked for. */
async function takeFile(request) {
  const kept = await caches.match(request.url).catch(() => undefined)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) void put(request.url, answer.clone())
  return answer
}

/** The server knows which release is now: it is asked first, and the kept page serves where no answer comes. */
async function openPage(request) {
  const kept = await caches.match(shell).catch(() => undefined)
  if (!kept) return fetch(request)
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), patienceMs))
  return Promise.race([fetch(request).catch(() => kept), late])
}

async function askFirst(request) {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await caches.match(request.url)
    if (kept) return kept
    throw error
  }
}

async function put(url, answer) {
  try {
    const cache = await caches.open(cacheName)
    await cache.put(url, answer)
  } catch {
    // A full disk: the next visit asks the line again.
  }
}
