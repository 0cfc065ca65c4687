CREATE TABLE "approval_notes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" bigserial NOT NULL,
	"approval_id" uuid NOT NULL,
	"step" text NOT NULL,
	"author_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	CONSTRAINT "approval_notes_step" CHECK ("approval_notes"."step" in ('asked', 'question', 'answer', 'advice', 'approved', 'refused', 'withdrawn')),
	CONSTRAINT "approval_notes_text" CHECK (length("approval_notes"."text") <= 4000)
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" bigserial NOT NULL,
	"user_id" uuid,
	"school_id" uuid,
	"project_id" uuid,
	"office_id" uuid,
	"decider_school_id" uuid,
	"state" text DEFAULT 'waiting' NOT NULL,
	"asked_by" uuid,
	"asked_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"appeals" uuid,
	CONSTRAINT "approvals_subject" CHECK (num_nonnulls("approvals"."user_id", "approvals"."school_id", "approvals"."project_id") = 1),
	CONSTRAINT "approvals_decider" CHECK (num_nonnulls("approvals"."office_id", "approvals"."decider_school_id") = 1),
	CONSTRAINT "approvals_state" CHECK ("approvals"."state" in ('waiting', 'question', 'approved', 'refused', 'withdrawn')),
	CONSTRAINT "approvals_decided" CHECK (("approvals"."state" in ('approved', 'refused', 'withdrawn')) = ("approvals"."decided_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "authenticators" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"sealed" text,
	"last_step" integer,
	"credential_id" text,
	"public_key" "bytea",
	"counter" bigint,
	"transports" text[],
	CONSTRAINT "authenticators_credentialId_unique" UNIQUE("credential_id"),
	CONSTRAINT "authenticators_kind" CHECK ("authenticators"."kind" in ('totp', 'passkey')),
	CONSTRAINT "authenticators_name" CHECK (length("authenticators"."name") between 1 and 60),
	CONSTRAINT "authenticators_parts" CHECK (case "authenticators"."kind" when 'totp' then num_nulls("authenticators"."sealed", "authenticators"."last_step") = 0 and num_nonnulls("authenticators"."credential_id", "authenticators"."public_key", "authenticators"."counter", "authenticators"."transports") = 0
      else num_nonnulls("authenticators"."sealed", "authenticators"."last_step") = 0 and num_nulls("authenticators"."credential_id", "authenticators"."public_key", "authenticators"."counter", "authenticators"."transports") = 0 end)
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"user_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_user_id_hash_pk" PRIMARY KEY("user_id","hash")
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid,
	"is_shared_device" boolean NOT NULL,
	"challenge" text,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "help_notes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" bigserial NOT NULL,
	"request_id" uuid NOT NULL,
	"author_id" uuid,
	"side" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"is_internal" boolean DEFAULT false NOT NULL,
	"invitation_id" uuid,
	CONSTRAINT "help_notes_side" CHECK ("help_notes"."side" in ('asker', 'office')),
	CONSTRAINT "help_notes_internal" CHECK (not "help_notes"."is_internal" or "help_notes"."side" = 'office'),
	CONSTRAINT "help_notes_text" CHECK (length("help_notes"."text") <= 4000)
);
--> statement-breakpoint
CREATE TABLE "help_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"region_id" uuid,
	"asked_by" uuid NOT NULL,
	"user_id" uuid,
	"school_id" uuid,
	"project_id" uuid,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"holder" text NOT NULL,
	"assigned_to" uuid,
	"asked_at" timestamp with time zone NOT NULL,
	"waiting_since" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "help_requests_subject" CHECK (num_nonnulls("help_requests"."user_id", "help_requests"."school_id", "help_requests"."project_id") = 1),
	CONSTRAINT "help_requests_kind" CHECK ("help_requests"."kind" in ('teaching', 'technical')),
	CONSTRAINT "help_requests_state" CHECK ("help_requests"."state" in ('open', 'answered', 'closed')),
	CONSTRAINT "help_requests_holder" CHECK ("help_requests"."holder" in ('correspondent', 'office')),
	CONSTRAINT "help_requests_closed" CHECK (("help_requests"."state" = 'closed') = ("help_requests"."closed_at" is not null)),
	CONSTRAINT "help_requests_title" CHECK (length("help_requests"."title") between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "office_promises" (
	"office_id" uuid PRIMARY KEY NOT NULL,
	"approval_days" smallint DEFAULT 10 NOT NULL,
	"help_days" smallint DEFAULT 5 NOT NULL,
	"inactive_weeks" smallint DEFAULT 4 NOT NULL,
	CONSTRAINT "office_promises_days" CHECK ("office_promises"."approval_days" between 1 and 90 and "office_promises"."help_days" between 1 and 90),
	CONSTRAINT "office_promises_weeks" CHECK ("office_promises"."inactive_weeks" between 1 and 40)
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"rhythm" text,
	"last_at" timestamp with time zone,
	"since_at" timestamp with time zone,
	CONSTRAINT "digests_rhythm" CHECK ("digests"."rhythm" in ('daily', 'weekly'))
);
--> statement-breakpoint
CREATE TABLE "mail_stops" (
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"stopped_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mail_stops_user_id_kind_pk" PRIMARY KEY("user_id","kind"),
	CONSTRAINT "mail_stops_kind" CHECK ("mail_stops"."kind" in ('digest'))
);
--> statement-breakpoint
CREATE TABLE "mandates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"office_id" uuid NOT NULL,
	"post" text NOT NULL,
	"region_id" uuid,
	"from_date" date NOT NULL,
	"to_date" date,
	"given_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mandates_post" CHECK ("mandates"."post" in ('director', 'officer', 'correspondent', 'assessor', 'observer')),
	CONSTRAINT "mandates_dates" CHECK ("mandates"."to_date" >= "mandates"."from_date"),
	CONSTRAINT "mandates_region" CHECK (("mandates"."post" = 'correspondent') <= ("mandates"."region_id" is not null)),
	CONSTRAINT "mandates_region_posts" CHECK ("mandates"."region_id" is null or "mandates"."post" in ('correspondent', 'observer'))
);
--> statement-breakpoint
CREATE TABLE "offices" (
	"school_id" uuid PRIMARY KEY NOT NULL,
	"country_code" char(2),
	"allows_sign_up" boolean DEFAULT false NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"email" text,
	"opened_on" date NOT NULL,
	"closed_on" date,
	CONSTRAINT "offices_dates" CHECK ("offices"."closed_on" >= "offices"."opened_on")
);
--> statement-breakpoint
CREATE TABLE "region_contacts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"region_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"salutation" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"email" text,
	"from_date" date NOT NULL,
	"to_date" date,
	CONSTRAINT "region_contacts_kind" CHECK ("region_contacts"."kind" in ('rector', 'dareic', 'workshop')),
	CONSTRAINT "region_contacts_dates" CHECK ("region_contacts"."to_date" >= "region_contacts"."from_date"),
	CONSTRAINT "region_contacts_name" CHECK (length("region_contacts"."name") between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "journal_entries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"placement_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "journal_entries_text" CHECK (length("journal_entries"."text") between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "placement_projects" (
	"placement_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"trainee_id" uuid NOT NULL,
	CONSTRAINT "placement_projects_placement_id_project_id_pk" PRIMARY KEY("placement_id","project_id")
);
--> statement-breakpoint
CREATE TABLE "placements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"trainee_id" uuid NOT NULL,
	"institution_id" uuid NOT NULL,
	"host_school_id" uuid NOT NULL,
	"tutor_id" uuid,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"agreed_at" timestamp with time zone,
	"agreed_by" uuid,
	"ended_at" timestamp with time zone,
	CONSTRAINT "placements_dates" CHECK ("placements"."to_date" >= "placements"."from_date"),
	CONSTRAINT "placements_schools" CHECK ("placements"."institution_id" <> "placements"."host_school_id")
);
--> statement-breakpoint
CREATE TABLE "school_import_rows" (
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"town" text NOT NULL,
	"region_id" uuid,
	"region_name" text DEFAULT '' NOT NULL,
	"address" text NOT NULL,
	"levels" text[] NOT NULL,
	"closed_on" date,
	"errors" text[] NOT NULL,
	"outcome" text,
	"school_id" uuid,
	"before" jsonb,
	"is_kept" boolean DEFAULT false NOT NULL,
	CONSTRAINT "school_import_rows_import_id_line_pk" PRIMARY KEY("import_id","line"),
	CONSTRAINT "school_import_rows_outcome" CHECK ("school_import_rows"."outcome" in ('new', 'changed', 'closed', 'same', 'skipped', 'error'))
);
--> statement-breakpoint
CREATE TABLE "school_imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"country_code" char(2) NOT NULL,
	"file_name" text NOT NULL,
	"state" text NOT NULL,
	"format" text,
	"delimiter" text NOT NULL,
	"head" text[] NOT NULL,
	"samples" jsonb NOT NULL,
	"columns" jsonb NOT NULL,
	"next_piece" integer DEFAULT 0 NOT NULL,
	"rest" "bytea" NOT NULL,
	"lines" integer DEFAULT 0 NOT NULL,
	"done_line" integer DEFAULT 0 NOT NULL,
	"started_by" uuid,
	"started_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	CONSTRAINT "school_imports_state" CHECK ("school_imports"."state" in ('reading', 'checking', 'checked', 'running', 'done', 'undoing', 'undone'))
);
--> statement-breakpoint
CREATE TABLE "school_merges" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"into_id" uuid NOT NULL,
	"moved" jsonb NOT NULL,
	"merged_by" uuid,
	"merged_at" timestamp with time zone NOT NULL,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "newcomers" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"post" text NOT NULL,
	"brings_school" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "newcomers_post" CHECK ("newcomers"."post" in ('teacher', 'head', 'management', 'librarian'))
);
--> statement-breakpoint
CREATE TABLE "registrations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"address_hash" text NOT NULL,
	"sealed" text NOT NULL,
	"token_hash" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "registrations_addressHash_unique" UNIQUE("address_hash"),
	CONSTRAINT "registrations_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"region_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"from_date" date,
	"to_date" date,
	CONSTRAINT "departments_region_id_code_pk" PRIMARY KEY("region_id","code"),
	CONSTRAINT "departments_dates" CHECK ("departments"."to_date" > "departments"."from_date")
);
--> statement-breakpoint
ALTER TABLE "mails" DROP CONSTRAINT "mails_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "approval_id" uuid;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "help_id" uuid;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "mandate_post" text;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "mandate_region_id" uuid;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "project_schools" ADD COLUMN "left_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "co_founder_id" uuid;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "opened_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "code" text;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "opened_on" date;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "closed_on" date;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "address" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "levels" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "closed_on" date;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "folded" text GENERATED ALWAYS AS (btrim(regexp_replace(translate(replace(replace(replace(replace(replace(name || ' ' || town, 'Œ', 'oe'), 'œ', 'oe'), 'Æ', 'ae'), 'æ', 'ae'), 'ß', 'ss'), 'ÀÁÂÃÄÅĀĂĄàáâãäåāăąÇĆĈĊČçćĉċčĎĐÐďđðÈÉÊËĒĔĖĘĚèéêëēĕėęěĜĞĠĢĝğġģĤĦĥħÌÍÎÏĨĪĬĮİìíîïĩīĭįıĶķĹĻĽŁĺļľłÑŃŅŇñńņňÒÓÔÕÖØŌŎŐòóôõöøōŏőŔŖŘŕŗřŚŜŞŠȘśŝşšșŢŤŦȚţťŧțÙÚÛÜŨŪŬŮŰŲùúûüũūŭůűųÝŸýÿŹŻŽźżžABCDEFGHIJKLMNOPQRSTUVWXYZ', 'aaaaaaaaaaaaaaaaaaccccccccccddddddeeeeeeeeeeeeeeeeeegggggggghhhhiiiiiiiiiiiiiiiiiikkllllllllnnnnnnnnoooooooooooooooooorrrrrrssssssssssttttttttuuuuuuuuuuuuuuuuuuuuyyyyzzzzzzabcdefghijklmnopqrstuvwxyz'), '[-–—.,;:!?/()"«»“”‘’''`´ _&+]+', ' ', 'g'))) STORED;--> statement-breakpoint
ALTER TABLE "schools" ADD COLUMN "is_public" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "terms" ADD COLUMN "is_named" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "approval_notes" ADD CONSTRAINT "approval_notes_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_notes" ADD CONSTRAINT "approval_notes_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_decider_school_id_schools_id_fk" FOREIGN KEY ("decider_school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_appeals_approvals_id_fk" FOREIGN KEY ("appeals") REFERENCES "public"."approvals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authenticators" ADD CONSTRAINT "authenticators_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_notes" ADD CONSTRAINT "help_notes_request_id_help_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."help_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_notes" ADD CONSTRAINT "help_notes_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_notes" ADD CONSTRAINT "help_notes_invitation_id_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_assigned_to_users_id_fk" FOREIGN KEY ("assigned_to") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office_promises" ADD CONSTRAINT "office_promises_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_stops" ADD CONSTRAINT "mail_stops_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_given_by_users_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offices" ADD CONSTRAINT "offices_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offices" ADD CONSTRAINT "offices_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "region_contacts" ADD CONSTRAINT "region_contacts_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_entries" ADD CONSTRAINT "journal_entries_placement_id_placements_id_fk" FOREIGN KEY ("placement_id") REFERENCES "public"."placements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_projects" ADD CONSTRAINT "placement_projects_placement_id_placements_id_fk" FOREIGN KEY ("placement_id") REFERENCES "public"."placements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement_projects" ADD CONSTRAINT "placement_projects_project_id_trainee_id_members_project_id_user_id_fk" FOREIGN KEY ("project_id","trainee_id") REFERENCES "public"."members"("project_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_trainee_id_users_id_fk" FOREIGN KEY ("trainee_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_institution_id_schools_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_host_school_id_schools_id_fk" FOREIGN KEY ("host_school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_tutor_id_users_id_fk" FOREIGN KEY ("tutor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_agreed_by_users_id_fk" FOREIGN KEY ("agreed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_import_rows" ADD CONSTRAINT "school_import_rows_import_id_school_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."school_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_import_rows" ADD CONSTRAINT "school_import_rows_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_imports" ADD CONSTRAINT "school_imports_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_imports" ADD CONSTRAINT "school_imports_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_imports" ADD CONSTRAINT "school_imports_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_merges" ADD CONSTRAINT "school_merges_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_merges" ADD CONSTRAINT "school_merges_merged_by_users_id_fk" FOREIGN KEY ("merged_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newcomers" ADD CONSTRAINT "newcomers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departments" ADD CONSTRAINT "departments_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_notes_approval" ON "approval_notes" USING btree ("approval_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_under_way" ON "approvals" USING btree (coalesce("user_id", "school_id", "project_id"),coalesce("office_id", "decider_school_id")) WHERE "approvals"."state" in ('waiting', 'question');--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_one_appeal" ON "approvals" USING btree ("appeals");--> statement-breakpoint
CREATE INDEX "approvals_office" ON "approvals" USING btree ("office_id","asked_at") WHERE "approvals"."state" in ('waiting', 'question');--> statement-breakpoint
CREATE INDEX "approvals_decider_school" ON "approvals" USING btree ("decider_school_id");--> statement-breakpoint
CREATE INDEX "approvals_project" ON "approvals" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "approvals_user" ON "approvals" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "approvals_school" ON "approvals" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "authenticators_user" ON "authenticators" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "authenticators_totp" ON "authenticators" USING btree ("user_id") WHERE "authenticators"."kind" = 'totp';--> statement-breakpoint
CREATE INDEX "sign_ins_user" ON "sign_ins" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sign_ins_expires" ON "sign_ins" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "help_notes_request" ON "help_notes" USING btree ("request_id","number");--> statement-breakpoint
CREATE INDEX "help_notes_invitation" ON "help_notes" USING btree ("invitation_id");--> statement-breakpoint
CREATE INDEX "help_requests_waiting" ON "help_requests" USING btree ("office_id","waiting_since") WHERE "help_requests"."state" = 'open';--> statement-breakpoint
CREATE INDEX "help_requests_office" ON "help_requests" USING btree ("office_id","changed_at");--> statement-breakpoint
CREATE INDEX "help_requests_asker" ON "help_requests" USING btree ("asked_by","changed_at");--> statement-breakpoint
CREATE INDEX "help_requests_user" ON "help_requests" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "help_requests_school" ON "help_requests" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "help_requests_project" ON "help_requests" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "mandates_user" ON "mandates" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "mandates_office" ON "mandates" USING btree ("office_id","from_date");--> statement-breakpoint
CREATE UNIQUE INDEX "mandates_running" ON "mandates" USING btree ("user_id","office_id","post",coalesce("region_id"::text, '')) WHERE "mandates"."to_date" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "offices_open" ON "offices" USING btree (coalesce("country_code", '')) WHERE "offices"."closed_on" is null;--> statement-breakpoint
CREATE INDEX "region_contacts_region" ON "region_contacts" USING btree ("region_id","from_date");--> statement-breakpoint
CREATE INDEX "journal_entries_placement" ON "journal_entries" USING btree ("placement_id","at");--> statement-breakpoint
CREATE INDEX "placement_projects_member" ON "placement_projects" USING btree ("project_id","trainee_id");--> statement-breakpoint
CREATE INDEX "placements_trainee" ON "placements" USING btree ("trainee_id");--> statement-breakpoint
CREATE INDEX "placements_institution" ON "placements" USING btree ("institution_id");--> statement-breakpoint
CREATE INDEX "placements_host" ON "placements" USING btree ("host_school_id");--> statement-breakpoint
CREATE INDEX "placements_tutor" ON "placements" USING btree ("tutor_id");--> statement-breakpoint
CREATE INDEX "placements_going_on" ON "placements" USING btree ("to_date") WHERE "placements"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "school_import_rows_code" ON "school_import_rows" USING btree ("import_id","code","line");--> statement-breakpoint
CREATE INDEX "school_import_rows_outcome" ON "school_import_rows" USING btree ("import_id","outcome","line");--> statement-breakpoint
CREATE INDEX "school_imports_office" ON "school_imports" USING btree ("office_id","started_at");--> statement-breakpoint
CREATE INDEX "school_merges_office" ON "school_merges" USING btree ("office_id","merged_at");--> statement-breakpoint
CREATE INDEX "registrations_expires" ON "registrations" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "departments_code" ON "departments" USING btree ("code");--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_help_id_help_requests_id_fk" FOREIGN KEY ("help_id") REFERENCES "public"."help_requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_mandate_region_id_regions_id_fk" FOREIGN KEY ("mandate_region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_co_founder_id_users_id_fk" FOREIGN KEY ("co_founder_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "regions" ADD CONSTRAINT "regions_merged_into_regions_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schools" ADD CONSTRAINT "schools_merged_into_schools_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_help" ON "notices" USING btree ("help_id") WHERE "notices"."help_id" is not null;--> statement-breakpoint
CREATE INDEX "invitations_email" ON "invitations" USING btree ("email");--> statement-breakpoint
CREATE INDEX "projects_co_founder" ON "projects" USING btree ("co_founder_id") WHERE "projects"."co_founder_id" is not null;--> statement-breakpoint
CREATE INDEX "schools_town" ON "schools" USING btree ("country_code",lower("town") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "schools_folded" ON "schools" USING btree ("country_code","folded");--> statement-breakpoint
CREATE INDEX "schools_merged" ON "schools" USING btree ("merged_into");--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('recovery', 'mandate', 'second_step_removed', 'registration', 'newcomer', 'digest'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'page_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing', 'report_came', 'report_seen', 'appeal_lifted', 'appeal_kept', 'plan_due', 'second_step_added', 'second_step_removed', 'second_step_refused', 'approval_waits', 'approval_question', 'approval_approved', 'approval_refused', 'co_founder_asked', 'school_left', 'help_asked', 'help_answered', 'help_handed', 'help_closed'));--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_mandate" CHECK (("invitations"."mandate_post" is null) = ("invitations"."email" is null) and ("invitations"."mandate_post" is null or ("invitations"."school_id" is not null and "invitations"."mandate_post" in ('director', 'officer', 'correspondent', 'assessor', 'observer'))) and ("invitations"."mandate_region_id" is null or "invitations"."mandate_post" in ('correspondent', 'observer')));--> statement-breakpoint
ALTER TABLE "regions" ADD CONSTRAINT "regions_dates" CHECK ("regions"."closed_on" > "regions"."opened_on");--> statement-breakpoint
ALTER TABLE "regions" ADD CONSTRAINT "regions_merged" CHECK ("regions"."merged_into" is null or "regions"."closed_on" is not null);--> statement-breakpoint
ALTER TABLE "schools" ADD CONSTRAINT "schools_address" CHECK (length("schools"."address") <= 300);--> statement-breakpoint
ALTER TABLE "schools" ADD CONSTRAINT "schools_levels" CHECK ("schools"."levels" <@ array['isced.02', 'isced.1', 'isced.2', 'isced.3']);--> statement-breakpoint
ALTER TABLE "schools" ADD CONSTRAINT "schools_not_into_itself" CHECK ("schools"."merged_into" <> "schools"."id");--> statement-breakpoint
ALTER TABLE "terms" ADD CONSTRAINT "terms_named" CHECK (not "terms"."is_named" or "terms"."post" = 'head');--> statement-breakpoint
UPDATE "projects" SET "opened_at" = "created_at" WHERE "state" in ('open', 'closed') OR "state_before" in ('open', 'closed');
