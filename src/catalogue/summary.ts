import type { Procedure, ProcedureSummary } from './schema.ts'

/** The part of a procedure that every device holds in memory to list and search. */
export function summarise(procedure: Procedure): ProcedureSummary {
  const {
    code,
    name,
    plainName,
    field,
    lifeEvent,
    level,
    scope,
    province,
    role,
    keywords,
    essential,
    form,
    supersedes,
  } = procedure
  return {
    code,
    name,
    plainName,
    field,
    lifeEvent,
    level,
    scope,
    role,
    keywords,
    essential,
    hasForm: form !== undefined,
    ...(province === undefined ? {} : { province }),
    ...(supersedes === undefined ? {} : { supersedes }),
  }
}
