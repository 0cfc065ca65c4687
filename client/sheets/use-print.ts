import { type SheetOf, useSheet } from '#client/data/sheets.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import type { Locale } from '#client/locales/locales.ts'
import { runChange } from '#client/ui/run-change.ts'
import { fileName, saveFile } from '#client/ui/save-file.ts'
import { toast } from '#client/ui/toast.tsx'

/** Has a sheet made in a language, and gives it to who asked, under this name. */
export function usePrint() {
  const errorText = useErrorText()
  const sheet = useSheet()
  const print = (of: SheetOf, name: string, language: Locale) =>
    runChange(
      sheet,
      { of, language },
      {
        onSuccess: (pdf) => saveFile(pdf, fileName(name, 'pdf')),
        onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
      },
    )
  return { print, isPending: sheet.isPending }
}
