import { PenLine, Printer, ScanLine, Scissors, UserCheck } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { QrCode } from '#client/invitations/qr-code.tsx'
import { sortByName } from '#client/locales/languages.ts'
import { useUser } from '#client/session/session.ts'
import { showCode } from '#client/auth/arrival.ts'
import { Button } from '#client/ui/button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { PageHeading, Row } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import styles from './card-sheet.module.css'
import type { ClassroomView, PrintedCard } from '../data/classrooms.ts'
import { useHasPrinted, useLeaving } from './leaving.ts'
import type { Sheet } from './print-dialog.tsx'
import { sheetsOf } from './sheets.ts'

interface CardSheetProps {
  sheet: Sheet
  view: ClassroomView
  onDone: () => void
}

/** Eight cards to an A4 sheet, as they come out of the printer. Who leaves before new ones were printed is asked. */
export function CardSheet({ sheet: { cards, areNew }, view, onDone }: CardSheetProps) {
  const { t, locale } = useMessages()
  const isPrinted = useHasPrinted()
  const byName = sortByName(cards, locale, (card) => card.displayName)
  const classroomName = view.classroom.name
  const fate = view.can.printCardsAgain ? 'again' : 'lost'
  const leaving = useLeaving({ isHeld: areNew && !isPrinted, onLeave: onDone })
  return (
    <>
      <div data-print="no">
        <PageHeading
          title={t('classrooms.sheetTitle', { count: cards.length })}
          lead={t('classrooms.sheetLead')}
          actions={
            <Row>
              <Button variant="primary" icon={Printer} onPress={() => globalThis.print()}>
                {t('common.print')}
              </Button>
              <Button onPress={leaving.leave}>{t('common.done')}</Button>
            </Row>
          }
        />
        {areNew && (
          <Notice tone="warn" title={t('classrooms.sheetOnceTitle')}>
            {t(`classrooms.sheet_${fate}`)}
          </Notice>
        )}
        <ConfirmDialog
          isOpen={leaving.isAsked}
          onOpenChange={(isOpen) => isOpen || leaving.stay()}
          title={t('classrooms.leaveTitle', { count: cards.length })}
          confirmLabel={t('classrooms.leave')}
          cancelLabel={t('classrooms.stay')}
          isDanger
          onConfirm={leaving.confirm}
        >
          <p>{t(`classrooms.sheet_${fate}`)}</p>
        </ConfirmDialog>
      </div>
      <div className={styles.sheets}>
        {sheetsOf(byName).map((sheet) => (
          <ul key={sheet[0]?.userId} role="list" className={styles.sheet}>
            {sheet.map((card) => (
              <li key={card.userId} className={styles.card}>
                <Card card={card} classroomName={classroomName} />
              </li>
            ))}
          </ul>
        ))}
      </div>
    </>
  )
}

const steps = [
  { id: 'scan', icon: ScanLine },
  { id: 'name', icon: UserCheck },
  { id: 'write', icon: PenLine },
] as const

function Card({ card, classroomName }: { card: PrintedCard; classroomName: string }) {
  const { t } = useMessages()
  const { school } = useUser()
  return (
    <>
      <span className={styles.scissors}>
        <Icon of={Scissors} size="s" />
      </span>
      <div className={styles.who}>
        <h2 className={styles.name}>{card.displayName}</h2>
        <p className={styles.place}>
          {classroomName}
          <br />
          {school.name}
        </p>
      </div>
      <div className={styles.qr}>
        <QrCode text={card.url} label={t('classrooms.qrLabel', { name: card.displayName })} />
      </div>
      <p className={styles.code} aria-label={t('classrooms.codeLabel', { code: [...card.code].join(' ') })}>
        {showCode(card.code.replaceAll('-', ''))}
      </p>
      <ol className={styles.steps} aria-label={t('classrooms.stepsLabel')}>
        {steps.map((step, index) => (
          <li key={step.id} className={styles.step}>
            <span className={styles.stepNumber} aria-hidden>
              {index + 1}
            </span>
            <Icon of={step.icon} />
            <span>{t(`classrooms.step_${step.id}`)}</span>
          </li>
        ))}
      </ol>
      <p className={styles.address}>{t('classrooms.orType', { address: addressOf(card.url) })}</p>
    </>
  )
}

/** What a child without a camera types: the door of this Préau, without the secret. */
function addressOf(url: string) {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}
