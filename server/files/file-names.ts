import { type FileType, fileTypes } from '#db/schema/values.ts'

/** Endings that are as good as the type's own. */
const otherEndings: Partial<Record<FileType, readonly string[]>> = { 'text/plain': ['md'], 'text/csv': ['tsv'] }
const nameLetters = 150
/** A form may bring megabytes for a name. Systems take 255 letters of one; all that is looked at is cut to this first. */
export const longestName = 400

/** Both short, whatever came. */
function parted(name: string): { stem: string; ending: string } {
  const dot = name.lastIndexOf('.')
  if (dot < 0) return { stem: name.slice(0, longestName), ending: '' }
  return { stem: name.slice(0, Math.min(dot, longestName)), ending: name.slice(dot + 1, dot + 1 + longestName) }
}

/** True where the name promises what the bytes are. */
export function promises(name: string, type: FileType): boolean {
  const ending = parted(name).ending.toLowerCase()
  return ending === fileTypes[type] || (otherEndings[type] ?? []).includes(ending)
}

/**
 * A name to show and to save under: one line without paths, characters that no file system takes, or marks that turn the
 * direction of writing (`gnp.exe` would read `exe.png`), with the ending of what the file is.
 */
export function cleanName(name: string, type: FileType): string {
  const stem = parted(name)
    .stem.normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[/\\:*?"<>|]/g, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^[\s.]+/u, '')
  const letters = [...stem]
    .slice(0, nameLetters)
    .join('')
    .replace(/(?<![\s.])[\s.]+$/u, '')
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
