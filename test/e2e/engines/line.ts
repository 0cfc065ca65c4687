import { connect, createServer, type Socket } from 'node:net'

/** A line to a server that can be cut and mended, for engines that cannot be told to be offline. */
export async function cuttableLine(port: () => number) {
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((socket) => {
    if (isCut) return void socket.destroy()
    const onward = connect(port(), '127.0.0.1')
    for (const end of [socket, onward]) {
      sockets.add(end)
      end.on('error', () => end.destroy())
      end.once('close', () => sockets.delete(end))
    }
    socket.once('close', () => onward.destroy())
    onward.once('close', () => socket.destroy())
    return void socket.pipe(onward).pipe(socket)
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the line has no port')
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    origin: `http://127.0.0.1:${address.port}`,
    cut() {
      isCut = true
      destroyAll()
    },
    mend: () => void (isCut = false),
    async close() {
      destroyAll()
      await new Promise((done) => void server.close(done))
    },
  }
}
