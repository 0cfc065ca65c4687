import { uploadFile } from '#client/files/upload.ts'

/** Sends a picture to the document and gives the id of the stored file. Throws what `call` throws. */
export async function uploadImage(documentId: string, picture: { file: File; alt: string; decorative: boolean }) {
  const { file, alt, decorative } = picture
  return (await uploadFile({ documentId }, { kind: 'picture', file, alt, isDecorative: decorative })).id
}
