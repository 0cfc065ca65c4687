import {
  Calculator,
  Cat,
  Download,
  File,
  FileSpreadsheet,
  FileText,
  type LucideIcon,
  Presentation,
  Table,
} from 'lucide-react'
import { Link } from 'react-aria-components'
import { fileAddress } from '#collab/documents/file-address.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useIsOffline } from '#client/session/strips.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import styles from './file-chip.module.css'
import { fileSize } from './file-size.ts'

interface FileChipProps {
  fileId: string
  /** As the server gave it back, with its ending. */
  name: string
  /** Bytes, where they are known. */
  size?: number
}

const icons: Record<string, LucideIcon> = {
  pdf: FileText,
  odt: FileText,
  docx: FileText,
  txt: FileText,
  ods: FileSpreadsheet,
  xlsx: FileSpreadsheet,
  csv: Table,
  odp: Presentation,
  pptx: Presentation,
  ggb: Calculator,
  sb3: Cat,
}

/** A file to take home: what it is, how large, and one press to download it. */
export function FileChip({ fileId, name, size }: FileChipProps) {
  const { t, locale } = useMessages()
  const isOffline = useIsOffline()
  const ending = /\.([^.]+)$/.exec(name)?.[1] ?? ''
  const facts = [ending.toUpperCase(), size === undefined ? '' : fileSize(size, locale)].filter((fact) => fact !== '')
  return (
    <Link
      {...(isOffline ? { isDisabled: true } : { href: fileAddress(fileId), download: name })}
      className={cx(styles.chip)}
    >
      <span className={styles.icon}>
        <Icon of={icons[ending] ?? File} size="l" />
      </span>
      <span className={styles.words}>
        <span className={styles.name}>{name.replace(/\.[^.]+$/, '')}</span>
        <span className={styles.facts}>{isOffline ? t('files.needsNetwork') : facts.join(' · ')}</span>
      </span>
      <Icon of={Download} />
    </Link>
  )
}
