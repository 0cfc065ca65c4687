import { useMemo } from 'react'
import { encode } from 'uqr'
import { cx } from '#client/ui/cx.ts'
import styles from './qr-code.module.css'

/** The dark modules as one path: rows of unit squares, runs joined, crisp on screen and on paper. */
export function qrPath(text: string) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  let path = ''
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      let run = 1
      while (row[x + run]) run++
      path += `M${x} ${y}h${run}v1h${-run}z`
      x += run
    }
  }
  return { path, size }
}

interface QrCodeProps {
  text: string
  /** What a camera finds in it, read aloud. */
  label: string
}

/** Always dark on white, whatever the theme: cameras of old tablets know nothing else. */
export function QrCode({ text, label }: QrCodeProps) {
  const { path, size } = useMemo(() => qrPath(text), [text])
  return (
    <svg viewBox={`0 0 ${size} ${size}`} className={cx(styles.code)} role="img" aria-label={label}>
      <rect width={size} height={size} className={styles.paper} />
      <path d={path} className={styles.ink} />
    </svg>
  )
}
