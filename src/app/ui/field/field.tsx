import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from 'react'
import { Icon } from '../icon/icon.tsx'
import styles from './field.module.css'

export interface FieldTexts {
  readonly label: ReactNode
  /** The official term, small beside the plain question. */
  readonly official?: ReactNode
  readonly help?: ReactNode
  /** What is wrong and what to do, already in the person's language. */
  readonly error?: ReactNode
  /** Not wrong, but worth a second look. */
  readonly doubt?: ReactNode
}

interface Described {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
}

interface FieldProps extends FieldTexts {
  readonly children: (described: Described) => ReactNode
}

/** Label, help and error around one native control, linked for screen readers. */
export function Field({ children, ...texts }: FieldProps) {
  const id = useId()
  const describedBy = descriptions(id, texts)
  return (
    <div className={styles.field} data-invalid={texts.error !== undefined}>
      <label htmlFor={id} className={styles.label}>
        {texts.label}
      </label>
      <FieldDescription id={id} {...texts} />
      {children({
        id,
        ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
        ...(texts.error === undefined ? {} : { 'aria-invalid': true as const }),
      })}
    </div>
  )
}

interface FieldGroupProps extends FieldTexts {
  /** The focus has left the whole group. */
  readonly onLeave?: () => void
  readonly children: ReactNode
}

/** The same around several controls that answer one question. */
export function FieldGroup({ onLeave, children, ...texts }: FieldGroupProps) {
  const id = useId()
  return (
    <fieldset
      className={styles.field}
      aria-describedby={descriptions(id, texts)}
      data-invalid={texts.error !== undefined}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onLeave?.()
      }}
    >
      <legend className={styles.label}>{texts.label}</legend>
      <FieldDescription id={id} {...texts} />
      {children}
    </fieldset>
  )
}

function descriptions(id: string, texts: FieldTexts): string | undefined {
  const present = (['official', 'help', 'error', 'doubt'] as const).filter(
    (part) => texts[part] !== undefined,
  )
  return present.length === 0 ? undefined : present.map((part) => `${id}-${part}`).join(' ')
}

function FieldDescription({
  id,
  official,
  help,
  error,
  doubt,
}: Omit<FieldTexts, 'label'> & { readonly id: string }) {
  return (
    <>
      {official === undefined ? null : (
        <p id={`${id}-official`} className={styles.official}>
          {official}
        </p>
      )}
      {help === undefined ? null : (
        <p id={`${id}-help`} className={styles.help}>
          {help}
        </p>
      )}
      <div aria-live="polite">
        {error === undefined ? null : (
          <p id={`${id}-error`} className={styles.error}>
            <Icon name="error" />
            <span>{error}</span>
          </p>
        )}
        {doubt === undefined ? null : (
          <p id={`${id}-doubt`} className={styles.doubt}>
            <Icon name="warning" />
            <span>{doubt}</span>
          </p>
        )}
      </div>
    </>
  )
}

type TextInputProps = FieldTexts & Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'>

/** A code, a number, the end of one: its box says by its width that little is asked. */
const shortAtMost = 20

export function TextInput({ label, official, help, error, doubt, ...input }: TextInputProps) {
  return (
    <Field {...texts({ label, official, help, error, doubt })}>
      {(described) => (
        <input
          type="text"
          autoComplete="off"
          {...input}
          {...described}
          className={styles.input}
          data-short={(input.maxLength ?? Number.POSITIVE_INFINITY) <= shortAtMost}
        />
      )}
    </Field>
  )
}

type TextAreaProps = FieldTexts & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'className'>

export function TextArea({ label, official, help, error, doubt, ...input }: TextAreaProps) {
  return (
    <Field {...texts({ label, official, help, error, doubt })}>
      {(described) => (
        <textarea rows={4} autoComplete="off" {...input} {...described} className={styles.input} />
      )}
    </Field>
  )
}

type Loose = { readonly [Part in keyof FieldTexts]: FieldTexts[Part] | undefined }

/** Drops the parts that are not there, so that no empty description is announced. */
function texts(loose: Loose): FieldTexts {
  const present = Object.entries(loose).filter(([, text]) => text !== undefined)
  return { label: loose.label, ...Object.fromEntries(present) }
}
