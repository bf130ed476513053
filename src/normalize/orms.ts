import { readString } from '../http/safe-read.ts';
import type { Marks } from './marks.ts';
import { isSqlState, sqlStateVerdict } from './sql-states.ts';
import type { Classifier, Verdict } from './verdict.ts';
import { absent, conflict, contention, dependencyDown, exhausted, fault, lateDependency } from './verdicts.ts';

/** ORMs, where they have codes and names of their own. What they merely wrap is judged by the driver's error inside. */

function codes(list: string, make: (rule: string) => Verdict): readonly (readonly [string, Verdict])[] {
  return list.split(' ').map((code) => [code, make(`database/prisma_${code.toLowerCase()}`)]);
}

/** Prisma's error reference. P2025 and its kin are thrown by the `OrThrow` methods: an explicit wish for "not found". */
const prismaCodes: ReadonlyMap<string, Verdict> = new Map([
  ...codes('P2002 P2003 P2014', conflict),
  ...codes('P2001 P2015 P2018 P2025', absent),
  ...codes('P2034', contention),
  ...codes('P1008 P6004', lateDependency),
  ...codes('P2024 P2037 P5011', exhausted),
  ...codes('P1001 P1002 P1017 P2028 P6008', (rule) => dependencyDown(rule)),
]);

const prismaUnknown = fault('database/prisma');

const classifyPrisma: Classifier<Marks> = ({ name, className, code, errorCode, meta }) => {
  if (!(name ?? className ?? '').startsWith('PrismaClient')) return undefined;
  const said = code ?? (typeof errorCode === 'string' ? errorCode : '');
  // P2010: a raw query failed, and the database's own state is in `meta`.
  const state = said === 'P2010' ? readString(meta, 'code') : undefined;
  return prismaCodes.get(said) ?? (isSqlState(state) ? sqlStateVerdict(state) : prismaUnknown);
};

const sequelizeDown = dependencyDown('database/sequelize_connection');

/** Sequelize prefixes its names, so that they are marks by themselves. */
const sequelizeNames: Readonly<Record<string, Verdict>> = {
  SequelizeUniqueConstraintError: conflict('database/unique_violation'),
  SequelizeForeignKeyConstraintError: conflict('database/foreign_key_violation'),
  SequelizeExclusionConstraintError: conflict('database/exclusion_violation'),
  SequelizeOptimisticLockError: conflict('database/optimistic_lock'),
  SequelizeEmptyResultError: absent('database/empty_result'),
  SequelizeConnectionRefusedError: sequelizeDown,
  SequelizeConnectionTimedOutError: sequelizeDown,
  SequelizeHostNotFoundError: sequelizeDown,
  SequelizeHostNotReachableError: sequelizeDown,
  SequelizeInvalidConnectionError: sequelizeDown,
  SequelizeConnectionAcquireTimeoutError: exhausted('database/pool_timeout'),
  SequelizeAccessDeniedError: fault('database/access_denied'),
};

const classifySequelize: Classifier<Marks> = ({ name }) =>
  name !== undefined && Object.hasOwn(sequelizeNames, name) ? sequelizeNames[name] : undefined;

function hasMember(thrown: object, key: string): boolean {
  try {
    return key in thrown;
  } catch {
    return false;
  }
}

/** A name that ends in NotFound is no contract; these have a shape that only their library gives. */
const absentShapes: Readonly<Record<string, (marks: Marks) => boolean>> = {
  EntityNotFoundError: ({ thrown }) => hasMember(thrown, 'entityClass') || hasMember(thrown, 'criteria'),
  DocumentNotFoundError: ({ thrown }) => hasMember(thrown, 'filter') || hasMember(thrown, 'query'),
  NoResultError: ({ thrown }) => hasMember(thrown, 'node'),
};

const missing = absent('database/no_result');

const classifyAbsent: Classifier<Marks> = (marks) => {
  const said = marks.name === undefined || marks.name === 'Error' ? (marks.className ?? '') : marks.name;
  return Object.hasOwn(absentShapes, said) && absentShapes[said]?.(marks) === true ? missing : undefined;
};

const stale = conflict('database/optimistic_lock');
const versionNames: ReadonlySet<string> = new Set([
  'VersionError',
  'OptimisticLockVersionMismatchError',
  'OptimisticLockError',
  'OptimisticLockCanNotBeUsedError',
]);

/** Somebody else saved first: mongoose keeps the paths, TypeORM and MikroORM have names of their own. */
const classifyVersion: Classifier<Marks> = ({ name, thrown }) => {
  if (name === undefined || !versionNames.has(name)) return undefined;
  return name !== 'VersionError' || hasMember(thrown, 'modifiedPaths') ? stale : undefined;
};

const cast = fault('database/cast');

/** mongoose: an identifier that is none proves only that our validation let it through. */
const classifyCast: Classifier<Marks> = ({ name, path, thrown }) =>
  name === 'CastError' && typeof path === 'string' && readString(thrown, 'kind') !== undefined ? cast : undefined;

export const orms: readonly Classifier<Marks>[] = [
  classifyPrisma,
  classifySequelize,
  classifyAbsent,
  classifyVersion,
  classifyCast,
];
