import { type Browser, testOrigin } from './app.ts'
import type { LiveApp } from './live-app.ts'

export interface TestUpload {
  kind?: 'picture' | 'file' | 'voice'
  bytes: Uint8Array | string
  type?: string
  name?: string
  alt?: string
  decorative?: string
  key?: string
}

/** Sends a form as a browser does. `path` is of a document or another place that takes files. */
export async function upload(house: Pick<LiveApp, 'app'>, browser: Browser, path: string, given: TestUpload) {
  const { kind = 'picture', bytes, type = '', name = 'picture', alt = 'A river', decorative, key } = given
  const form = new FormData()
  form.set('kind', kind)
  form.set('file', new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name, { type }))
  form.set('alt', alt)
  if (key !== undefined) form.set('key', key)
  if (decorative !== undefined) form.set('decorative', decorative)
  const response = await house.app.request(`${path}/files`, {
    method: 'POST',
    headers: { Origin: testOrigin, Cookie: browser.cookie() ?? '' },
    body: form,
  })
  return { status: response.status, body: await response.json() }
}

export async function download(
  house: Pick<LiveApp, 'app'>,
  browser: Browser,
  fileId: string,
  headers: Record<string, string> = {},
) {
  const response = await house.app.request(`/api/files/${fileId}`, {
    headers: { Cookie: browser.cookie() ?? '', ...headers },
  })
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) }
}
