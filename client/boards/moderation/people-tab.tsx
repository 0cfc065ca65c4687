import { EyeOff } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { inReadingOrder } from '#collab/documents/board-outline.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { sortByName } from '#client/locales/languages.ts'
import { Avatar } from '#client/ui/avatar.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { Switch } from '#client/ui/choice.tsx'
import { cx } from '#client/ui/cx.ts'
import { Row, Stack } from '#client/ui/layout.tsx'
import { type BoardPerson, useBoardSession, useMeta, useModeration, useObjectIds } from '../board-session.ts'
import { useSignal } from '../canvas/signal.ts'
import { useShortName } from '../parts/object-name.ts'
import { authorsShown } from './authors-shown.ts'
import { KeptFocus } from './kept-focus.tsx'
import styles from './moderation.module.css'
import { PauseButton, PauseReason } from './pause-button.tsx'
import { useHide } from './use-hide.ts'

interface Maker {
  author: string
  person: BoardPerson
  things: readonly BoardObject[]
}

/** Pupils of the project with what they have on the board, those with most first, and any teacher who has something there. */
function useMakers(): Maker[] {
  const { locale } = useMessages()
  const { store, people } = useBoardSession()
  const ids = useObjectIds()
  return useMemo(() => {
    const things = ids.flatMap((id) => store.getObject(id) ?? [])
    const makers = [...people].map(([author, person]) => ({
      author,
      person,
      things: inReadingOrder(things.filter((object) => object.author === author)),
    }))
    const listed = makers.filter(({ person, things: own }) => person.kind === 'pupil' || own.length > 0)
    return sortByName(listed, locale, ({ person }) => person.name).toSorted((a, b) => b.things.length - a.things.length)
  }, [store, people, ids, locale])
}

function Things({ maker }: { maker: Maker }) {
  const { t } = useMessages()
  const nameOf = useShortName()
  const hiding = useHide()
  return (
    <ul role="list" className={cx(styles.things)}>
      {maker.things.map((object) => (
        <li key={object.id}>
          <span className={styles.thing}>{nameOf(object)}</span>
          <Button variant="quiet" icon={EyeOff} isDisabled={hiding.isOff} onPress={() => hiding.hide([object.id])}>
            {hiding.label}
            <span className="visually-hidden"> {t('boards.moderate_ofThing', { name: nameOf(object) })}</span>
          </Button>
        </li>
      ))}
    </ul>
  )
}

function MakerLine({ maker, isOpen, onToggle }: { maker: Maker; isOpen: boolean; onToggle: () => void }) {
  const { t } = useMessages()
  const { paused } = useModeration()
  const { author, person, things } = maker
  const isPaused = paused.has(author)
  return (
    <li className={styles.line} data-paused={isPaused || undefined}>
      <div className={styles.maker}>
        <Avatar name={person.name} colour={person.paletteIndex} shape={person.shape} />
        <span className={styles.name}>
          {person.name}
          {isPaused && <Badge tone="ice">{t('boards.moderate_paused')}</Badge>}
        </span>
        {things.length > 0 ? (
          <Button variant="quiet" aria-expanded={isOpen} onPress={onToggle}>
            {t('boards.moderate_things', { count: things.length })}
            <span className="visually-hidden"> {t('boards.moderate_by', { name: person.name })}</span>
          </Button>
        ) : (
          <span className={styles.aside}>{t('boards.moderate_things', { count: 0 })}</span>
        )}
        {person.kind === 'pupil' && <PauseButton person={person} isPaused={isPaused} />}
      </div>
      {isPaused && <PauseReason userId={person.userId} />}
      {isOpen && <Things maker={maker} />}
    </li>
  )
}

/** Who made what; a pupil can be paused, and anything of theirs hidden. */
export function PeopleTab() {
  const { t } = useMessages()
  const { store } = useBoardSession()
  const { layout } = useMeta()
  const makers = useMakers()
  const [open, setOpen] = useState<string | null>(null)
  const shown = authorsShown(store)
  const isShown = useSignal(shown)
  return (
    <KeptFocus>
      <Stack>
        {layout === 'canvas' && (
          <Row>
            <Switch isSelected={isShown} onChange={(value) => shown.set(value)}>
              {t('boards.moderate_showAuthors')}
            </Switch>
          </Row>
        )}
        <ul role="list" className={cx(styles.list)}>
          {makers.map((maker) => (
            <MakerLine
              key={maker.author}
              maker={maker}
              isOpen={open === maker.author}
              onToggle={() => setOpen((now) => (now === maker.author ? null : maker.author))}
            />
          ))}
        </ul>
      </Stack>
    </KeptFocus>
  )
}
