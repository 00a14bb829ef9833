import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type NewWebhook, type WebhookEvent, webhookEvents } from '../../../contract/webhooks.ts'
import { Button } from '../../ui/button/button.tsx'
import { Checkbox } from '../../ui/checkbox/checkbox.tsx'
import { FieldGroup, TextInput } from '../../ui/field/field.tsx'
import panel from '../panel.module.css'
import styles from './webhooks.module.css'

interface NewWebhookProps {
  readonly isBusy: boolean
  /** @returns whether it was added. */
  readonly onAdd: (webhook: NewWebhook) => Promise<boolean>
}

export function NewWebhookForm({ isBusy, onAdd }: NewWebhookProps) {
  const { t } = useTranslation('exchange')
  const [url, setUrl] = useState('')
  const [events, setEvents] = useState<readonly WebhookEvent[]>(webhookEvents)
  const [isChecked, setIsChecked] = useState(false)
  const isUrlRight = URL.canParse(url.trim())

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault()
    setIsChecked(true)
    if (isBusy || !isUrlRight || events.length === 0) return
    if (!(await onAdd({ url: url.trim(), events: [...events] }))) return
    setUrl('')
    setIsChecked(false)
  }

  return (
    <section className={panel.panel}>
      <h2>{t('webhooks.new.title')}</h2>
      <form className={styles.form} onSubmit={(event) => void add(event)} noValidate>
        <TextInput
          label={t('webhooks.new.url')}
          help={t('webhooks.new.urlHelp')}
          name="webhook-url"
          type="url"
          maxLength={500}
          value={url}
          onChange={(event) => setUrl(event.target.value)}
          error={isChecked && !isUrlRight ? t('webhooks.new.urlWrong') : undefined}
        />
        <FieldGroup
          label={t('webhooks.new.events')}
          error={isChecked && events.length === 0 ? t('webhooks.new.eventsWrong') : undefined}
        >
          {webhookEvents.map((name) => (
            <Checkbox
              key={name}
              label={t(`webhooks.event.${name}`)}
              isChecked={events.includes(name)}
              onChange={(isWanted) =>
                setEvents(webhookEvents.filter((each) => (each === name ? isWanted : events.includes(each))))
              }
            />
          ))}
        </FieldGroup>
        <div>
          <Button kind="primary" type="submit" isBusy={isBusy}>
            {t('webhooks.new.add')}
          </Button>
        </div>
      </form>
    </section>
  )
}
