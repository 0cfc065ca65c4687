import { api, call } from '#client/api.ts'

/** Sends a picture to the document and gives the id of the stored file. Throws what `call` throws. */
export async function uploadImage(documentId: string, picture: { file: File; alt: string; decorative: boolean }) {
  const { file, alt, decorative } = picture
  const form = { file, alt, decorative: decorative ? ('true' as const) : ('false' as const) }
  const answer = await call(api.api.documents[':documentId'].images.$post({ param: { documentId }, form }))
  return answer.file.id
}
