import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueuePanel, TicketAction } from '../../../contract/visitor-queue.ts'
import { contentLanguage } from '../../i18n.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import type { Answer } from '../desk-client.ts'
import { actOnTicket, callNext } from './desk-queue-client.ts'
import { TransferDialog } from './transfer-dialog.tsx'
import styles from './visitor-queue.module.css'

interface CurrentTicketProps {
  readonly panel: QueuePanel
  readonly isBusy: boolean
  readonly run: (work: () => Promise<Answer<unknown>>) => Promise<boolean>
}

type PlainType = Exclude<TicketAction['type'], 'transfer'>

/**
 * Whoever is at the counter. The large button stays the same element, so that the Enter key alone goes through a
 * morning: call, here, done and call the next.
 */
export function CurrentTicket({ panel, isBusy, run }: CurrentTicketProps) {
  const { t, i18n } = useTranslation('visitor-queue')
  const [isTransferring, setIsTransferring] = useState(false)
  const { current } = panel
  const group = panel.setting.groups.find(({ letter }) => letter === current?.letter)
  const act = (type: PlainType) => {
    if (current !== null) void run(() => actOnTicket(current.id, { type, revision: current.revision }))
  }
  const isCalled = current?.state === 'called'
  const goOn = () => (isCalled ? act('start') : void run(() => callNext(current?.id ?? null)))
  const goOnText =
    current === null ? t('counter.next') : isCalled ? t('counter.arrived') : t('counter.finishNext')
  return (
    <section className={styles.current} data-state={current?.state ?? 'idle'}>
      <div role="status">
        {current === null ? (
          <p>{t('counter.idle')}</p>
        ) : (
          <>
            <p className={styles.number}>
              <span className="visually-hidden">{t('counter.live', { number: current.number })}</span>
              <span aria-hidden="true">{current.number}</span>
            </p>
            <p className={styles.facts}>
              <span>{group?.name[contentLanguage(i18n.language)] ?? current.letter}</span>
              {current.priority === null ? null : (
                <Badge kind="success">{t(`reason.${current.priority}`)}</Badge>
              )}
              {current.bookedFor === null ? null : (
                <Badge kind="success">{t('list.bookedFor', { time: current.bookedFor })}</Badge>
              )}
              <span>{isCalled ? t('counter.called', { count: current.times }) : t('counter.serving')}</span>
            </p>
          </>
        )}
      </div>
      <div className={styles.actions}>
        <Button kind="primary" isBusy={isBusy} onClick={goOn}>
          {goOnText}
        </Button>
        {isCalled ? (
          <>
            <Button isBusy={isBusy} onClick={() => act('call')}>
              {t('counter.recall')}
            </Button>
            <Button isBusy={isBusy} onClick={() => act('skip')}>
              {t('counter.skip')}
            </Button>
            <Button isBusy={isBusy} onClick={() => act('miss')}>
              {t('counter.miss')}
            </Button>
          </>
        ) : null}
        {current?.state === 'serving' ? (
          <Button isBusy={isBusy} onClick={() => act('finish')}>
            {t('counter.finish')}
          </Button>
        ) : null}
        {current === null ? null : (
          <Button isBusy={isBusy} onClick={() => setIsTransferring(true)}>
            {t('counter.transfer')}
          </Button>
        )}
        {isCalled ? (
          <Button kind="quiet" isBusy={isBusy} onClick={() => act('cancel')}>
            {t('counter.cancel')}
          </Button>
        ) : null}
      </div>
      {current === null ? null : (
        <TransferDialog
          key={current.id}
          ticket={current}
          panel={panel}
          isOpen={isTransferring}
          onClose={() => setIsTransferring(false)}
          onTransfer={(group, counter) => {
            setIsTransferring(false)
            void run(() =>
              actOnTicket(current.id, { type: 'transfer', revision: current.revision, group, counter }),
            )
          }}
        />
      )}
    </section>
  )
}
