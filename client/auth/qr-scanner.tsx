import { useEffect, useRef, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { openReader } from './qr-reader.ts'
import styles from './sign-in.module.css'

const lookEveryMs = 250

/** Nothing is sent anywhere: the picture stays in the browser. */
export function canScan(): boolean {
  return typeof navigator.mediaDevices?.getUserMedia === 'function'
}

interface QrScannerProps {
  /** Returns whether this was a card; the camera goes on otherwise. */
  onFound: (text: string) => boolean
  onClose: () => void
}

export function QrScanner({ onFound, onClose }: QrScannerProps) {
  const { t } = useMessages()
  const video = useRef<HTMLVideoElement>(null)
  const [isRefused, setIsRefused] = useState(false)
  const found = useRef(onFound)
  useEffect(() => {
    found.current = onFound
  }, [onFound])
  useEffect(() => {
    if (!video.current) return undefined
    return watch(
      video.current,
      (text) => found.current(text),
      () => setIsRefused(true),
    )
  }, [])
  if (isRefused) return <Notice tone="warn">{t('auth.noCamera')}</Notice>
  return (
    <div className={styles.scanner}>
      <video ref={video} muted playsInline aria-label={t('auth.camera')} />
      <p>{t('auth.holdCard')}</p>
      <Button onPress={onClose}>{t('auth.closeCamera')}</Button>
    </div>
  )
}

/** Looks at the camera until a card is found or the returned function is called. */
function watch(element: HTMLVideoElement, onText: (text: string) => boolean, onRefused: () => void) {
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let stream: MediaStream | null = null
  const stop = () => {
    isOver = true
    clearTimeout(timer)
    stream?.getTracks().forEach((track) => track.stop())
  }
  const start = async () => {
    const reading = openReader()
    // Who refuses the camera hears that first.
    reading.catch(() => undefined)
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
    if (isOver) return stop()
    element.srcObject = stream
    await element.play()
    const read = await reading
    const look = async () => {
      const codes = await read(element).catch(() => [])
      if (isOver) return
      if (codes.some(onText)) return stop()
      timer = setTimeout(() => void look(), lookEveryMs)
    }
    await look()
  }
  start().catch(() => {
    if (!isOver) onRefused()
    stop()
  })
  return stop
}
