import { api, call } from '#client/api.ts'
import { newId } from '#client/live/new-id.ts'

/** Where a file is put. */
export type UploadPlace = { documentId: string } | { channelId: string }

export interface NewAttachment {
  kind: 'picture' | 'file' | 'voice'
  file: File
  /** Of a picture: words for those who cannot see it, unless it is decoration. */
  alt?: string
  isDecorative?: boolean
  /** Of what was recorded just now. */
  durationMs?: number
  /** A UUID of this upload: sent again with the same, the server stores it once. Left out, one is made for its file. */
  key?: string
}

/** Of files whose upload has not been answered yet: whoever tries again sends the same. */
const keys = new WeakMap<File, string>()

function keyOf({ key, file }: NewAttachment): string {
  const known = key ?? keys.get(file) ?? newId()
  keys.set(file, known)
  return known
}

/** Sends a file and gives what the server made of it. Throws what `call` throws. */
export async function uploadFile(place: UploadPlace, attachment: NewAttachment, signal?: AbortSignal) {
  const { kind, file, alt = '', isDecorative = false } = attachment
  const decorative = isDecorative ? ('true' as const) : ('false' as const)
  const form = { kind, file, alt, decorative, key: keyOf(attachment) }
  const options = signal ? { init: { signal } } : {}
  const answer =
    'documentId' in place
      ? await call(api.api.documents[':documentId'].files.$post({ param: place, form }, options))
      : await call(api.api.channels[':channelId'].files.$post({ param: place, form }, options))
  // The same picture once more is another upload.
  keys.delete(file)
  return answer.file
}

/** A file as the server keeps it. */
export type Attachment = Awaited<ReturnType<typeof uploadFile>>
