import { deflateRawSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { Unpacking } from '#client/live/unpacking.ts'
import { messageType } from '#collab/protocol.ts'

const message = (...bytes: number[]) => new Uint8Array([0, ...bytes])
const packed = (bytes: Uint8Array) => new Uint8Array([messageType.packed, ...deflateRawSync(bytes)])

function listen() {
  const heard: number[][] = []
  let failures = 0
  let wake = () => {}
  const unpacking = new Unpacking({
    onMessage(bytes) {
      heard.push([...bytes])
      wake()
    },
    onFailed() {
      failures += 1
      wake()
    },
  })
  const until = async (isTrue: () => boolean) => {
    while (!isTrue()) await new Promise<void>((resolve) => (wake = resolve))
  }
  return { unpacking, heard, until, failures: () => failures }
}

it('hands on at once what is not packed', () => {
  const { unpacking, heard } = listen()
  unpacking.take(message(1))
  expect(heard).toEqual([[0, 1]])
})

it('keeps the order: what comes while something is unpacked waits for it', async () => {
  const { unpacking, heard, until } = listen()
  unpacking.take(packed(message(1)))
  unpacking.take(message(2))
  unpacking.take(packed(message(3)))
  unpacking.take(message(4))
  expect(heard).toEqual([])
  await until(() => heard.length === 4)
  expect(heard).toEqual([
    [0, 1],
    [0, 2],
    [0, 3],
    [0, 4],
  ])
  unpacking.take(message(5))
  expect(heard).toHaveLength(5)
})

it('forgets what a line that is gone brought, and hears the next one', async () => {
  const { unpacking, heard, until } = listen()
  unpacking.take(packed(message(1)))
  unpacking.take(message(2))
  unpacking.forget()
  unpacking.take(packed(message(3)))
  unpacking.take(message(4))
  await until(() => heard.length === 2)
  expect(heard).toEqual([
    [0, 3],
    [0, 4],
  ])
})

it('says so where what came cannot be unpacked, and hands on nothing that came after it', async () => {
  const { unpacking, heard, until, failures } = listen()
  unpacking.take(new Uint8Array([messageType.packed, 255, 255, 255]))
  unpacking.take(message(2))
  await until(() => failures() === 1)
  expect(heard).toEqual([])
})
