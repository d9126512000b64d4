import type { Generated, GeneratedAlways, Kysely } from 'kysely';
import type { Migrations } from '../kit/database/migrate.ts';
import { createImportTables } from '../kit/import/import-tables.ts';
import { createRoleTables } from './roles/create-role-tables.ts';
import type { Gender, LeaveType, StudyLevel } from './schema.generated.ts';

/** The graduate school's tables. */
export interface RegistryTables {
  student: {
    student_id: string;
    name: string;
    gender: Gender;
    grade: string;
    college: string;
    college_code: string;
    major: string;
    enrollment_date: string;
    leave_type: LeaveType;
    study_level: StudyLevel;
    /** The class whose roster the student is on; null: on none. */
    class_year: number | null;
  };
  /** Which services a person keeps as favourites (我要收藏). */
  favorite: { sub: string; service_id: string };
  /** Who may act as what; a grant is closed by its revocation, and kept. */
  role_grant: {
    id: GeneratedAlways<number>;
    sub: string;
    role: string;
    granted_at: Generated<Date>;
    granted_by: string;
    revoked_at: Generated<Date | null>;
    revoked_by: Generated<string | null>;
  };
}

/** The registry's migrations, in order of name. */
export const registryMigrations: Migrations = {
  '001-tables': { up: createTables },
  '002-import': { up: createImportTables },
  '003-roles': { up: createRoleTables },
};

async function createTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('student')
    .addColumn('student_id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('gender', 'text', (column) => column.notNull())
    .addColumn('grade', 'text', (column) => column.notNull())
    .addColumn('college', 'text', (column) => column.notNull())
    .addColumn('college_code', 'text', (column) => column.notNull())
    .addColumn('major', 'text', (column) => column.notNull())
    .addColumn('enrollment_date', 'date', (column) => column.notNull())
    .addColumn('leave_type', 'text', (column) => column.notNull())
    .addColumn('study_level', 'text', (column) => column.notNull())
    .addColumn('class_year', 'integer')
    .execute();
  await db.schema
    .createIndex('student_roster')
    .on('student')
    .columns(['class_year', 'college_code', 'student_id'])
    .execute();
  await db.schema
    .createTable('favorite')
    .addColumn('sub', 'text', (column) => column.notNull())
    .addColumn('service_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('favorite_pk', ['sub', 'service_id'])
    .execute();
}
