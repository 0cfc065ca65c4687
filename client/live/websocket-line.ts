import type { Line, LineListener } from './line.ts'

/** A line over a WebSocket. */
export function openWebSocketLine(address: string, listener: LineListener): Line {
  const socket = new WebSocket(address)
  let isOver = false
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('open', () => {
    if (!isOver) listener.onOpen()
  })
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isOver && data instanceof ArrayBuffer) listener.onMessage(new Uint8Array(data))
  })
  socket.addEventListener('close', ({ code, reason }) => {
    if (!isOver) listener.onClose(code, reason)
    isOver = true
  })
  return {
    send(bytes) {
      if (socket.readyState === WebSocket.OPEN) socket.send(new Uint8Array(bytes))
    },
    close() {
      isOver = true
      socket.close()
    },
  }
}
