import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { secretIn } from '#client/auth/arrival.ts'
import { type Picture, pictureReader } from '#client/auth/qr-reader.ts'

/** Where the browser reads no codes, a card before the camera is read all the same. */

const card = 'https://preau.school/join#AbCdEfGhIjKlMnOpQrStUv'

interface Held {
  /** Pixels of the picture's side that the card's pattern fills. */
  side: number
  turnedDegrees?: number
  /** Of 255: how dark paper is, and how bright ink. */
  paper?: number
  ink?: number
  grain?: number
}

/** A pattern as a camera of 640 by 480 sees it: turned, dim, grainy. */
function seen(text: string, { side, turnedDegrees = 0, paper = 235, ink = 30, grain = 0 }: Held): Picture {
  const [width, height] = [640, 480]
  const { data: modules, size } = encode(text, { ecc: 'M', border: 2 })
  const data = new Uint8ClampedArray(width * height * 4)
  const turn = (turnedDegrees * Math.PI) / 180
  let noise = 7
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - width / 2, y - height / 2]
      const column = Math.floor(((dx * Math.cos(turn) + dy * Math.sin(turn)) / side + 0.5) * size)
      const row = Math.floor(((dy * Math.cos(turn) - dx * Math.sin(turn)) / side + 0.5) * size)
      noise = (noise * 48_271) % 2_147_483_647
      const light = (modules[row]?.[column] ? ink : paper) + ((noise % 200) / 100 - 1) * grain
      data.set([light, light, light, 255], (y * width + x) * 4)
    }
  return { data, width, height }
}

test.each<[string, Held]>([
  ['straight', { side: 300 }],
  ['turned', { side: 260, turnedDegrees: 23 }],
  ['upside down', { side: 260, turnedDegrees: 180 }],
  ['small', { side: 130, turnedDegrees: 8 }],
  ['in a dim room', { side: 300, turnedDegrees: 4, paper: 105, ink: 55, grain: 10 }],
  ['by a cheap camera', { side: 280, turnedDegrees: 12, grain: 45 }],
])('a card that is held %s is read', async (_how, held) => {
  const read = await pictureReader()
  const [text = ''] = read(seen(card, held))
  expect(text).toBe(card)
  expect(secretIn(text)).toBe('AbCdEfGhIjKlMnOpQrStUv')
})

test('in a picture without a pattern nothing is found, and nothing breaks', async () => {
  const read = await pictureReader()
  expect(read({ data: new Uint8ClampedArray(640 * 480 * 4).fill(180), width: 640, height: 480 })).toEqual([])
  expect(read({ data: new Uint8ClampedArray(0), width: 0, height: 0 })).toEqual([])
})
