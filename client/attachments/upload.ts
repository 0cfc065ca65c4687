import { api, call } from '#client/api.ts'

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
}

/** Sends a file and gives what the server made of it. Throws what `call` throws. */
export async function uploadFile(place: UploadPlace, attachment: NewAttachment, signal?: AbortSignal) {
  const { kind, file, alt = '', isDecorative = false } = attachment
  const form = { kind, file, alt, decorative: isDecorative ? ('true' as const) : ('false' as const) }
  const options = signal ? { init: { signal } } : {}
  const answer =
    'documentId' in place
      ? await call(api.api.documents[':documentId'].files.$post({ param: place, form }, options))
      : await call(api.api.channels[':channelId'].files.$post({ param: place, form }, options))
  return answer.file
}

/** A file as the server keeps it. */
export type Attachment = Awaited<ReturnType<typeof uploadFile>>
