import { Printer } from 'lucide-react'
import type { SheetOf } from '#client/data/sheets.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import type { ButtonProps } from '#client/ui/button.tsx'
import { usePrint } from './use-print.ts'

interface SheetButtonProps extends Pick<ButtonProps, 'isDisabled' | 'variant'> {
  of: SheetOf
  /** What the file is called. */
  name: string
  /** Whom it is about, for the ear, where several say the same. */
  whom?: string
}

/** Has a sheet made in the reader's language, and gives it to them. */
export function SheetButton({ of, name, whom, ...button }: SheetButtonProps) {
  const { t, locale } = useMessages()
  const { print, isPending } = usePrint()
  return (
    <OnlineButton
      {...button}
      {...(whom === undefined ? {} : { whom })}
      icon={Printer}
      isPending={isPending}
      onPress={() => print(of, name, locale)}
    >
      {t(isPending ? 'sheets.printing' : 'sheets.print')}
    </OnlineButton>
  )
}
