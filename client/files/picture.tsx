import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import { fileAddress } from '#collab/documents/file-address.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Icon } from '#client/ui/icon.tsx'
import styles from './picture.module.css'

interface PictureProps {
  fileId: string
  /** Empty: decoration, which a screen reader passes over. */
  alt: string
  /** Width and height in pixels, where they are known: nothing moves when it arrives. */
  size?: { width: number; height: number } | undefined
  /** Fills its box and is cut to it; else as wide as the box, and as high as it comes. */
  isCover?: boolean
}

/** A picture that the server keeps. Where it cannot be had, its description stands there instead. */
export function Picture({ fileId, alt, size, isCover = false }: PictureProps) {
  const { t } = useMessages()
  const [failedId, setFailedId] = useState<string | null>(null)
  if (failedId === fileId)
    return (
      <span className={styles.missing} data-cover={isCover}>
        <Icon of={ImageOff} />
        <span>{alt === '' ? t('files.pictureMissing') : t('files.pictureMissingOf', { alt })}</span>
      </span>
    )
  return (
    <img
      className={styles.picture}
      data-cover={isCover}
      src={fileAddress(fileId)}
      alt={alt}
      {...(size ? { width: size.width, height: size.height } : {})}
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setFailedId(fileId)}
    />
  )
}
