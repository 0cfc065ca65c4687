import { WebSocket } from 'ws'
import type { Environment } from '../env.ts'
import { broken, type Finding, look, messageOf, ok } from './findings.ts'

/* How the server answers, here and by the address that people type. Nothing but that address is asked. */

const patienceMs = 5_000

export async function lookAtNetwork({ host, port, settings }: Environment): Promise<Finding[]> {
  const here = new URL(`http://${nameOf(host)}:${port}`)
  const [server, isRunning] = await lookAtServer(here)
  if (!isRunning) return [server]
  const { publicUrl } = settings
  const found = [server, await lookAtAddress(publicUrl), await lookAtSockets(publicUrl)]
  return found
}

function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

const ask = (url: URL) => fetch(url, { signal: AbortSignal.timeout(patienceMs), redirect: 'manual' })

async function lookAtServer(here: URL): Promise<[finding: Finding, isRunning: boolean]> {
  try {
    const answer = await ask(new URL('/readyz', here))
    const text = (await answer.text()).slice(0, 200)
    if (answer.ok) return [ok('Server', `It runs on ${here.host} and is ready.`), true]
    return [broken('Server', `It runs on ${here.host} and is not ready: ${text}`, 'Look at its log.'), true]
  } catch {
    return [
      look('Server', `Nothing answers on ${here.host}.`, 'npm start (or set HOST and PORT as for the server).'),
      false,
    ]
  }
}

async function lookAtAddress(publicUrl: URL): Promise<Finding> {
  const advice = 'Look whether the name leads here, and whether the proxy hands everything on to this server.'
  try {
    const answer = await ask(new URL('/healthz', publicUrl))
    const text = await answer.text()
    if (answer.ok && text.includes('"status"')) return ok('Way in', `${publicUrl.origin} leads to this server.`)
    return broken('Way in', `${publicUrl.origin} answers ${answer.status}, and not as Préau does.`, advice)
  } catch (error) {
    return look('Way in', `${publicUrl.origin} could not be reached from here: ${messageOf(error)}`, advice)
  }
}

/** The address that the connection test of the browser uses; it needs no login. */
function lookAtSockets(publicUrl: URL): Promise<Finding> {
  const url = new URL('/collab/test', publicUrl)
  url.protocol = publicUrl.protocol === 'https:' ? 'wss:' : 'ws:'
  const advice =
    'The proxy must hand on websockets (nginx: proxy_http_version 1.1, Upgrade and Connection headers; Host as it came). Without them people still write, more slowly.'
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { origin: publicUrl.origin, handshakeTimeout: patienceMs })
    // Closed in both directions first: the server would else log a broken line.
    socket.once('open', () => {
      socket.once('close', () => resolve(ok('Websockets', 'They come through.')))
      socket.close()
    })
    socket.once('unexpected-response', (_request, response) => {
      response.destroy()
      resolve(look('Websockets', `They are refused with ${response.statusCode}.`, advice))
    })
    socket.on('error', (error) => resolve(look('Websockets', `They do not come through: ${messageOf(error)}`, advice)))
  })
}
