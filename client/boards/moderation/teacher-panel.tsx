import { useQuery } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Tabs } from '#client/ui/tabs.tsx'
import { useBoardSession } from '../board-session.ts'
import { BinTab } from './bin-tab.tsx'
import { HiddenTab } from './hidden-tab.tsx'
import { PeopleTab } from './people-tab.tsx'
import { hiddenQuery, pendingQuery } from './queries.ts'
import { RulesTab } from './rules-tab.tsx'
import { WaitingTab } from './waiting-tab.tsx'

type TabName = 'waiting' | 'people' | 'hidden' | 'bin' | 'rules'

function useBinCount() {
  const { store } = useBoardSession()
  return useSyncExternalStore(store.subscribe, () => store.getObjects().filter((one) => one.isRemoved).length)
}

/** Who made what, what waits, what is hidden, what lies in the bin, and the rules of this board: for its teachers. */
export function TeacherPanel({ first, onClose }: { first: TabName; onClose: () => void }) {
  const { t } = useMessages()
  const { documentId } = useBoardSession()
  const [selected, setSelected] = useState<TabName>(first)
  const waiting = useQuery(pendingQuery(documentId)).data?.cards.filter((card) => card.state === 'waiting')
  const hidden = useQuery(hiddenQuery(documentId)).data?.hidden
  const counted = (count: number | undefined) => (count ? { count } : {})
  return (
    <Dialog title={t('boards.moderate_title')} isOpen onOpenChange={(isOpen) => isOpen || onClose()} size="l">
      <Tabs
        label={t('boards.moderate_title')}
        selected={selected}
        onChange={setSelected}
        tabs={[
          { id: 'people', label: t('boards.moderate_people'), content: <PeopleTab /> },
          {
            id: 'waiting',
            label: t('boards.moderate_waiting'),
            ...counted(waiting?.length),
            content: <WaitingTab />,
          },
          { id: 'hidden', label: t('boards.moderate_hidden'), ...counted(hidden?.length), content: <HiddenTab /> },
          { id: 'bin', label: t('boards.bin_title'), ...counted(useBinCount()), content: <BinTab /> },
          { id: 'rules', label: t('boards.moderate_rules'), content: <RulesTab /> },
        ]}
      />
    </Dialog>
  )
}
