import { Printer } from 'lucide-react'
import { type SheetOf, useSheet } from '#client/data/sheets.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import type { ButtonProps } from '#client/ui/button.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { fileName, saveFile } from '#client/ui/save-file.ts'
import { toast } from '#client/ui/toast.tsx'

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
  const errorText = useErrorText()
  const sheet = useSheet()
  const make = () =>
    runChange(
      sheet,
      { of, language: locale },
      {
        onSuccess: (pdf) => saveFile(pdf, fileName(name, 'pdf')),
        onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
      },
    )
  return (
    <OnlineButton
      {...button}
      {...(whom === undefined ? {} : { whom })}
      icon={Printer}
      isPending={sheet.isPending}
      onPress={make}
    >
      {t(sheet.isPending ? 'sheets.printing' : 'sheets.print')}
    </OnlineButton>
  )
}
