import { type Browser, type TestApp, testOrigin } from './app.ts'

/* Registers of schools, as a browser brings them. */

interface Desk {
  app: TestApp['app']
  browser: Browser
  officeId: string
}

async function sendForm({ app, browser }: Desk, path: string, fields: Record<string, string | Blob>) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  const headers = { Origin: testOrigin, Cookie: browser.cookie() ?? '' }
  const response = await app.request(path, { method: 'POST', headers, body })
  return { status: response.status, body: await response.json() }
}

const fileOf = (bytes: Uint8Array) => new File([Uint8Array.from(bytes)], 'register.csv')

/** Shows the office the beginning of a file. */
export const beginRegister = (desk: Desk, bytes: Uint8Array, countryCode: string) =>
  sendForm(desk, `/api/offices/${desk.officeId}/imports`, {
    file: fileOf(bytes.subarray(0, 64 * 1024)),
    fileName: 'register.csv',
    countryCode,
  })

interface Piece {
  bytes: Uint8Array
  number: number
  isLast: boolean
}

export const sendPiece = (desk: Desk, importId: string, { bytes, number, isLast }: Piece) =>
  sendForm(desk, `/api/offices/${desk.officeId}/imports/${importId}/pieces`, {
    file: fileOf(bytes),
    number: String(number),
    isLast: String(isLast),
  })

/** The whole file, in pieces. */
async function sendPieces(desk: Desk, importId: string, bytes: Uint8Array, pieceBytes = 128 * 1024) {
  const count = Math.ceil(bytes.length / pieceBytes)
  for (let number = 0; number < count; number++) {
    const piece = bytes.subarray(number * pieceBytes, (number + 1) * pieceBytes)
    const { status, body } = await sendPiece(desk, importId, { bytes: piece, number, isLast: number === count - 1 })
    if (status !== 200) throw new Error(`piece ${number}: ${JSON.stringify(body)}`)
  }
}

/** Goes on with a step until it is done. */
export async function finishStep(desk: Desk, importId: string, step: 'check' | 'run' | 'undo') {
  const done = { check: 'checked', run: 'done', undo: 'undone' }[step]
  for (;;) {
    const { status, body } = await desk.browser.post(`/api/offices/${desk.officeId}/imports/${importId}/${step}`)
    if (status !== 200) throw new Error(`${step}: ${JSON.stringify(body)}`)
    if (body.state === done) return
  }
}

/** From the file to the end of the dry run; gives the import. */
export async function tryRegister(desk: Desk, bytes: Uint8Array, countryCode: string, pieceBytes?: number) {
  const { status, body } = await beginRegister(desk, bytes, countryCode)
  if (status !== 201) throw new Error(JSON.stringify(body))
  await sendPieces(desk, body.id, bytes, pieceBytes)
  await finishStep(desk, body.id, 'check')
  return { id: String(body.id), ...(await lookAt(desk, body.id)) }
}

export async function lookAt({ browser, officeId }: Desk, importId: string) {
  const { body } = await browser.get(`/api/offices/${officeId}/imports/${importId}`)
  return { import: body.import, counts: body.counts, withoutRegion: body.withoutRegion }
}
