import { type FileType, fileTypes } from '#db/schema/values.ts'

/** Endings that are as good as the type's own. */
const otherEndings: Partial<Record<FileType, readonly string[]>> = { 'text/plain': ['md'], 'text/csv': ['tsv'] }
const nameLetters = 150

const endingOf = (name: string) => /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** True where the name promises what the bytes are. */
export const promises = (name: string, type: FileType) =>
  endingOf(name) === fileTypes[type] || (otherEndings[type] ?? []).includes(endingOf(name))

/**
 * A name to show and to save under: one line without paths, characters that no file system takes, or marks that turn the
 * direction of writing (`gnp.exe` would read `exe.png`), with the ending of what the file is.
 */
export function cleanName(name: string, type: FileType): string {
  const stem = name
    .replace(/\.[^.]*$/, '')
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[/\\:*?"<>|]/g, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '')
  const letters = [...stem].slice(0, nameLetters).join('')
  return `${letters === '' ? 'file' : letters}.${fileTypes[type]}`
}

/** As HTTP wants it: plain letters for old readers, and the whole name beside them (RFC 6266). */
export function disposition(kind: 'attachment' | 'inline', name: string): string {
  const plain = name.replaceAll(/[^\w.() -]/g, '_')
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`
}
