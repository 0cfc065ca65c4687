/** Reads `text/event-stream` as it comes in: give it the text, piece by piece, and hear of each event. Comments are passed over. */
export function createEventReader(onEvent: (name: string, data: string) => void) {
  let rest = ''
  let name = ''
  let data: string[] = []

  const readLine = (line: string) => {
    const [, field, value = ''] = /^(event|data): ?(.*)$/.exec(line) ?? []
    if (field === 'event') name = value
    if (field === 'data') data.push(value)
    if (line !== '') return
    const [heard, about] = [data, name]
    data = []
    name = ''
    if (heard.length > 0) onEvent(about === '' ? 'message' : about, heard.join('\n'))
  }

  return (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    lines.forEach((line) => readLine(line.endsWith('\r') ? line.slice(0, -1) : line))
  }
}

/**
 * Opens a stream of events, and hands on what it says until it ends. Gives the status, and 0 where something else than a
 * stream was the answer: a portal of the network may answer in our server's place.
 */
export async function readEvents(url: string, signal: AbortSignal, onText: (text: string) => void): Promise<number> {
  const { ok, status, headers, body } = await fetch(url, { method: 'POST', cache: 'no-store', signal })
  if (!ok) return status
  const isStream = headers.get('content-type')?.startsWith('text/event-stream') === true
  if (!isStream || body === null) return 0
  const decoder = new TextDecoder()
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return status
    onText(decoder.decode(value, { stream: true }))
  }
}
