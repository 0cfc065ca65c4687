import { Bell } from 'lucide-react'
import type { DirectoryList, DirectoryWish } from '#client/data/directory.ts'
import { useSaveSearch } from '#client/data/searches.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { toast } from '#client/ui/toast.tsx'

/** Keeps what is looked for here, to be told of what is new. */
export function SaveSearch({ list, wish }: { list: DirectoryList; wish: DirectoryWish }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const save = useSaveSearch()
  return (
    <div>
      <OnlineButton
        icon={Bell}
        isPending={save.isPending}
        onPress={() =>
          runChange(
            save,
            { list, wish },
            {
              onSuccess: () => toast(t('directory.searchSaved')),
              onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
            },
          )
        }
      >
        {t('directory.saveSearch')}
      </OnlineButton>
    </div>
  )
}
