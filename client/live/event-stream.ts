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
