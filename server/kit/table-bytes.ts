/** UTF-8 where it is that, else what spreadsheets of Windows write: its first 256 letters are Latin-1's. */
export function decodeTable(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
