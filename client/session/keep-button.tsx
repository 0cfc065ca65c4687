import { Paperclip } from 'lucide-react'
import type { ExtractSource } from '#client/data/extracts.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { ButtonProps } from '#client/ui/button.tsx'
import { OnlineButton } from './online-button.tsx'
import { PinMenu } from './pin-menu.tsx'
import { useKeep } from './use-keep.ts'

/** Where something stands by itself that can be kept as an extract, and pinned. */
export function KeepButton({ source, ...props }: { source: ExtractSource } & Pick<ButtonProps, 'variant'>) {
  const { t } = useMessages()
  const keep = useKeep()
  if (keep === null) return null
  return (
    <>
      <OnlineButton {...props} icon={Paperclip} onPress={() => keep(source)}>
        {t('extracts.keep')}
      </OnlineButton>
      <PinMenu {...props} of={() => ({ source })} />
    </>
  )
}
