/** What `npm run roles` asks; plain JSON, since it may travel to the process that holds the database. */
export type RolesCommand =
  | {
      readonly kind: 'grant' | 'revoke';
      /** Whose role. */
      readonly sub: string;
      readonly role: string;
      /** Who does it. */
      readonly by: string;
    }
  | {
      readonly kind: 'list';
      /** Null: everybody's. */
      readonly sub: string | null;
      /** Revoked roles, too. */
      readonly history: boolean;
    };
