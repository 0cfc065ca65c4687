import { ArrowRightLeft, CreditCard, Ellipsis, Pencil, Printer, RefreshCw, UserMinus } from 'lucide-react'
import { useState } from 'react'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { NameDialog } from '#client/people/name-dialog.tsx'
import { formatSince } from '#client/locales/dates.ts'
import { sortByName } from '#client/locales/languages.ts'
import { useIsOffline } from '#client/session/strips.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button, IconButton } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { ConfirmDialog, Dialog } from '#client/ui/dialog.tsx'
import { finder, worthSearching } from '#client/ui/finder.ts'
import { Row } from '#client/ui/layout.tsx'
import { Menu, MenuItem, MenuSeparator } from '#client/ui/menu.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { SearchField } from '#client/ui/search-field.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import type { Column } from '#client/ui/table.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useToastsAbove } from '#client/ui/toasts-above.ts'
import { AskedPseudonym } from './asked-pseudonym.tsx'
import styles from './classrooms.module.css'
import { MovePupil } from './move-pupil.tsx'
import { PrintDialog, type Sheet } from './print-dialog.tsx'
import { useChangePupil, useRemovePupil, useVoidCards } from '../data/classrooms.ts'
import type { ClassroomView, Pupil } from '../data/classrooms.ts'

interface PupilTableProps {
  view: ClassroomView
  onSheet: (sheet: Sheet) => void
}

/** The register itself; those who are ticked can get new cards together. */
export function PupilTable({ view, onSheet }: PupilTableProps) {
  const { t, locale } = useMessages()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [query, setQuery] = useState('')
  const finds = finder(query)
  const pupils = sortByName(view.pupils, locale, (pupil) => pupil.displayName)
  const found = finds ? pupils.filter((pupil) => finds(`${pupil.displayName}\n${pupil.pseudonym ?? ''}`)) : pupils
  const chosen = pupils.filter((pupil) => ticked.has(pupil.id))
  const tick = (id: string, isOn: boolean) => {
    const next = new Set(ticked)
    if (isOn) next.add(id)
    else next.delete(id)
    setTicked(next)
  }
  const columns: Column<Pupil>[] = [
    {
      id: 'name',
      label: t('classrooms.colName'),
      isRowHeader: true,
      cell: (pupil) =>
        view.can.printCards ? (
          <Checkbox isSelected={ticked.has(pupil.id)} onChange={(isOn) => tick(pupil.id, isOn)}>
            {pupil.displayName}
          </Checkbox>
        ) : (
          pupil.displayName
        ),
    },
    {
      id: 'pseudonym',
      label: t('classrooms.colPseudonym'),
      cell: (pupil) => <AskedPseudonym pupil={pupil} classroomId={view.classroom.id} canAnswer={view.can.edit} />,
    },
    { id: 'card', label: t('classrooms.colCard'), cell: (pupil) => <CardState pupil={pupil} /> },
    {
      id: 'actions',
      label: t('classrooms.actions'),
      isLabelHidden: true,
      align: 'end',
      cell: (pupil) => view.can.edit && <PupilMenu pupil={pupil} view={view} onSheet={onSheet} />,
    },
  ]
  return (
    <>
      {pupils.length >= worthSearching && (
        <Row>
          <SearchField label={t('classrooms.search')} value={query} onChange={setQuery} />
          <span role="status">{finds && t('classrooms.found', { count: found.length })}</span>
        </Row>
      )}
      {found.length > 0 && (
        <Table label={t('common.pupils')} columns={columns} rows={found} rowId={(pupil) => pupil.id} />
      )}
      <p className={styles.note}>{t('classrooms.pseudonymNote')}</p>
      {chosen.length > 0 && (
        <Picked
          {...{ view, chosen, onSheet }}
          onAll={() => setTicked(new Set([...ticked, ...found.map((pupil) => pupil.id)]))}
          onNone={() => setTicked(new Set())}
        />
      )}
    </>
  )
}

interface PickedProps extends PupilTableProps {
  chosen: readonly Pupil[]
  onAll: () => void
  onNone: () => void
}

/** What is done for those who are ticked. */
function Picked({ view, chosen, onSheet, onAll, onNone }: PickedProps) {
  const { t } = useMessages()
  const bar = useToastsAbove<HTMLDivElement>()
  return (
    <div ref={bar} className={styles.selection}>
      <strong role="status">{t('classrooms.tickedCount', { count: chosen.length })}</strong>
      <Dialog
        title={t('classrooms.printTitle')}
        size="s"
        trigger={
          <Button variant="primary" icon={Printer}>
            {t('classrooms.printTicked')}
          </Button>
        }
      >
        <PrintDialog view={view} pupils={chosen} arePicked onSheet={onSheet} />
      </Dialog>
      <Button variant="quiet" onPress={onAll}>
        {t('classrooms.tickAll')}
      </Button>
      <Button variant="quiet" onPress={onNone}>
        {t('classrooms.tickNone')}
      </Button>
    </div>
  )
}

function CardState({ pupil }: { pupil: Pupil }) {
  const { t, locale } = useMessages()
  const { state, lastUsedAt } = pupil.card
  if (state === 'none') return <Badge>{t('classrooms.card_none')}</Badge>
  if (state === 'ready') return <Badge tone="warn">{t('classrooms.card_ready')}</Badge>
  return (
    <Badge tone="brand" icon={CreditCard}>
      {lastUsedAt
        ? t('classrooms.card_used_when', { when: formatSince(lastUsedAt, locale) })
        : t('classrooms.card_used')}
    </Badge>
  )
}

type Asked = 'rename' | 'move' | 'card' | 'void' | 'remove' | null

function PupilMenu({ pupil, view, onSheet }: PupilTableProps & { pupil: Pupil }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const isOffline = useIsOffline()
  const change = useChangePupil(view.classroom.id)
  const [asked, setAsked] = useState<Asked>(null)
  const close = () => setAsked(null)
  const word = (label: string) => (isOffline ? t('projects.needsNetwork', { action: label }) : label)
  const label = t('people.actionsOf', { name: pupil.displayName })
  const renewPseudonym = () =>
    runChange(
      change,
      { userId: pupil.id, pseudonym: 'new' },
      {
        onSuccess: () => toast(t('classrooms.pseudonymNew', { name: pupil.displayName })),
        onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
      },
    )
  return (
    <>
      <Menu label={label} trigger={<IconButton label={label} word={t('people.actions')} icon={Ellipsis} />}>
        <MenuItem icon={Pencil} isDisabled={isOffline} onAction={() => setAsked('rename')}>
          {word(t('common.rename'))}
        </MenuItem>
        <MenuItem icon={RefreshCw} isDisabled={isOffline} onAction={renewPseudonym}>
          {word(t('classrooms.newPseudonym'))}
        </MenuItem>
        <MenuItem icon={ArrowRightLeft} isDisabled={isOffline} onAction={() => setAsked('move')}>
          {word(t('classrooms.movePupil'))}
        </MenuItem>
        {view.can.printCards && (
          <MenuItem icon={Printer} isDisabled={isOffline} onAction={() => setAsked('card')}>
            {word(t('classrooms.printOne'))}
          </MenuItem>
        )}
        {view.can.printCards && pupil.card.state !== 'none' && (
          <MenuItem icon={CreditCard} isDanger isDisabled={isOffline} onAction={() => setAsked('void')}>
            {word(t('classrooms.voidCard'))}
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon={UserMinus} isDanger isDisabled={isOffline} onAction={() => setAsked('remove')}>
          {word(t('classrooms.removePupil'))}
        </MenuItem>
      </Menu>
      {asked === 'rename' && (
        <NameDialog
          title={t('classrooms.renameTitle')}
          label={t('classrooms.colName')}
          description={t('classrooms.renameHelp')}
          submitLabel={t('common.save')}
          initial={pupil.displayName}
          path="displayName"
          sending={change}
          onSubmit={(displayName) => change.mutate({ userId: pupil.id, displayName }, { onSuccess: close })}
          onClose={close}
        />
      )}
      {asked === 'move' && <MovePupil pupil={pupil} classroom={view.classroom} onClose={close} />}
      <Dialog
        title={t('classrooms.printTitle')}
        size="s"
        isOpen={asked === 'card'}
        onOpenChange={(isOpen) => !isOpen && close()}
      >
        <PrintDialog view={view} pupils={[pupil]} arePicked onSheet={onSheet} />
      </Dialog>
      <Confirmations pupil={pupil} classroomId={view.classroom.id} asked={asked} onClose={close} />
    </>
  )
}

interface ConfirmationsProps {
  pupil: Pupil
  classroomId: string
  asked: Asked
  onClose: () => void
}

function Confirmations({ pupil, classroomId, asked, onClose }: ConfirmationsProps) {
  const { t } = useMessages()
  const voidCards = useVoidCards(classroomId)
  const remove = useRemovePupil(classroomId)
  const name = pupil.displayName
  return (
    <>
      <ConfirmDialog
        isOpen={asked === 'void'}
        onOpenChange={onClose}
        title={t('classrooms.voidTitle', { name })}
        confirmLabel={t('classrooms.voidCard')}
        isDanger
        isPending={voidCards.isPending}
        onConfirm={() =>
          runChange(voidCards, [pupil.id], {
            onSuccess: () => {
              onClose()
              toast(t('classrooms.voided', { name }))
            },
          })
        }
      >
        <p>{t('classrooms.voidSentence')}</p>
        {voidCards.isError && <ErrorState error={voidCards.error} />}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asked === 'remove'}
        onOpenChange={onClose}
        title={t('classrooms.removeTitle', { name })}
        confirmLabel={t('classrooms.removePupil')}
        isDanger
        isPending={remove.isPending}
        onConfirm={() =>
          runChange(remove, pupil.id, {
            onSuccess: () => {
              onClose()
              toast(t('classrooms.removed', { name }))
            },
          })
        }
      >
        <p>{t('classrooms.removeSentence')}</p>
        {remove.isError && <ErrorState error={remove.error} />}
      </ConfirmDialog>
    </>
  )
}
