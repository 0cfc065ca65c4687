import { connect, type Socket } from 'node:net'
import type { RawCase, Target } from './requests.ts'

/** From the beginning to when a peer leaves that still has no answer. */
const longestMs = 1_500

const write = (socket: Socket, bytes: Uint8Array) => new Promise<void>((done) => void socket.write(bytes, () => done()))

/** Sends one request as its case says. Gives whether the server said anything. */
export async function sendRaw(one: RawCase, { port }: Target): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  let isAnswered = false
  socket.on('error', () => socket.destroy())
  const closed = new Promise<void>((done) => void socket.once('close', () => done()))
  const answered = new Promise<void>((done) => {
    socket.on('data', () => {
      isAnswered = true
      done()
    })
    socket.once('end', () => done())
    socket.once('close', () => done())
  })
  const timer = setTimeout(() => socket.destroy(), longestMs)
  try {
    await Promise.race([carryOut(one, socket, answered), closed])
    if (!socket.destroyed && one.how !== 'half-close') socket.resetAndDestroy()
    await closed
  } finally {
    clearTimeout(timer)
  }
  return isAnswered
}

async function carryOut({ how, at, bytes }: RawCase, socket: Socket, answered: Promise<void>): Promise<void> {
  const parts = how === 'whole' || how === 'answer-then-reset' ? [bytes] : [bytes.subarray(0, at), bytes.subarray(at)]
  const [first = bytes, rest = bytes] = parts
  if (first.length > 0) await write(socket, first)
  if (how === 'reset') return
  if (how === 'half-close') {
    socket.end()
    await answered
    socket.destroySoon()
    return
  }
  if (how === 'dribble') await write(socket, rest)
  await answered
}
