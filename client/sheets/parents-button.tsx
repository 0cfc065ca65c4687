import { Users } from 'lucide-react'
import { localeNames, locales } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { usePrint } from './use-print.ts'

interface ParentsButtonProps {
  projectId: string
  pupil: { userId: string; name: string }
}

/** The sheet for the parents of a pupil, in the language that is spoken at home: the teacher knows which. */
export function ParentsButton({ projectId, pupil: { userId, name } }: ParentsButtonProps) {
  const { t } = useMessages()
  const { print, isPending } = usePrint()
  return (
    <Menu
      label={t('sheets.parentsLanguage')}
      trigger={
        <OnlineButton variant="quiet" icon={Users} isPending={isPending} whom={name}>
          {t(isPending ? 'sheets.printing' : 'sheets.forParents')}
        </OnlineButton>
      }
    >
      {locales.map((locale) => (
        <MenuItem key={locale} onAction={() => print({ parents: { projectId, userId } }, name, locale)}>
          {localeNames[locale]}
        </MenuItem>
      ))}
    </Menu>
  )
}
