import { useMemo, useState } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Checkbox } from '#client/ui/choice.tsx'
import { cx } from '#client/ui/cx.ts'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { useBoardSession } from '../board-session.ts'
import { inReadingOrder } from '#collab/documents/board-outline.ts'
import { isContainer, isLine, thingOf } from '#collab/documents/things/register.ts'
import { useShortName, wordsOfObject } from '../parts/object-name.ts'
import styles from './moderation.module.css'
import { useChoose, type Vote } from './queries.ts'

const isChoosable = (object: BoardObject) =>
  !object.isRemoved &&
  !isContainer(object) &&
  !isLine(object) &&
  (thingOf(object).isByHand === true || wordsOfObject(object) !== '' || object.asset !== null)

/** What one may choose, in reading order; those of one column or frame together. */
function useChoices() {
  const { store } = useBoardSession()
  return useMemo(() => {
    const objects = store.getObjects()
    const holders = inReadingOrder(objects.filter((one) => isContainer(one) && !one.isRemoved))
    const held = new Set(holders.map((holder) => holder.id))
    const inside = (parent: string | null) =>
      inReadingOrder(
        objects.filter(
          (one) => isChoosable(one) && (one.parent === parent || (parent === null && !held.has(one.parent ?? ''))),
        ),
      )
    return [
      ...holders.map((holder) => ({ holder, things: inside(holder.id) })),
      { holder: null, things: inside(null) },
    ].filter(({ things }) => things.length > 0)
  }, [store])
}

/** Secret: what one chooses goes to the server alone, which counts. */
export function VoteDialog({ vote, onClose }: { vote: Vote; onClose: () => void }) {
  const { t } = useMessages()
  const { documentId, announce } = useBoardSession()
  const [chosen, setChosen] = useState<readonly string[]>(vote.own)
  const choices = useChoices()
  const nameOf = useShortName()
  const choose = useChoose(documentId, vote.id)
  const left = vote.marks - chosen.length
  const toggle = (id: string, isOn: boolean) =>
    setChosen((now) => (isOn ? [...now, id] : now.filter((one) => one !== id)))
  const send = () =>
    choose.mutate([...chosen], {
      onSuccess: () => {
        announce(t('boards.vote_sent'))
        onClose()
      },
    })
  return (
    <Dialog title={t('boards.vote_title')} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Stack>
        <p>{t('boards.vote_secret')}</p>
        {choices.length === 0 && <p>{t('boards.vote_nothing')}</p>}
        <div className={cx(styles.choices)}>
          {choices.map(({ holder, things }) => (
            <fieldset key={holder?.id ?? ''} className={styles.choiceGroup}>
              {holder !== null && <legend>{nameOf(holder)}</legend>}
              {things.map((object) => {
                const isOn = chosen.includes(object.id)
                return (
                  <Checkbox
                    key={object.id}
                    isSelected={isOn}
                    isDisabled={!isOn && left <= 0}
                    onChange={(value) => toggle(object.id, value)}
                  >
                    {nameOf(object)}
                  </Checkbox>
                )
              })}
            </fieldset>
          ))}
        </div>
        <p role="status" className={styles.left}>
          {t('boards.vote_left', { left })}
        </p>
        {choose.isError && <ErrorState error={choose.error} />}
        <Actions>
          <OnlineButton variant="primary" isPending={choose.isPending} onPress={send}>
            {t('boards.vote_send')}
          </OnlineButton>
        </Actions>
      </Stack>
    </Dialog>
  )
}
