CREATE TABLE "adult_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigserial NOT NULL,
	"conversation_id" uuid NOT NULL,
	"author_id" uuid,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "adult_messages_text" CHECK (length("adult_messages"."text") <= 4000),
	CONSTRAINT "adult_messages_deleted" CHECK (("adult_messages"."deleted_at" is not null) = ("adult_messages"."text" = ''))
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"user_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"state" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"asked_at" timestamp with time zone,
	"declined_at" timestamp with time zone,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "contacts_user_id_other_id_pk" PRIMARY KEY("user_id","other_id"),
	CONSTRAINT "contacts_state" CHECK ("contacts"."state" in ('asked', 'accepted', 'over', 'blocked')),
	CONSTRAINT "contacts_two" CHECK ("contacts"."user_id" <> "contacts"."other_id"),
	CONSTRAINT "contacts_words" CHECK (length("contacts"."words") <= 3000)
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"low_id" uuid,
	"high_id" uuid,
	"low_read" bigint DEFAULT 0 NOT NULL,
	"high_read" bigint DEFAULT 0 NOT NULL,
	"last_at" timestamp with time zone,
	CONSTRAINT "conversations_pair" UNIQUE("low_id","high_id"),
	CONSTRAINT "conversations_order" CHECK ("conversations"."low_id" < "conversations"."high_id")
);
--> statement-breakpoint
CREATE TABLE "message_reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"office_id" uuid NOT NULL,
	"message_id" uuid,
	"reporter_id" uuid,
	"subject_id" uuid,
	"reason" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"evidence" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone,
	"handled_by" uuid,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "message_reports_reason" CHECK ("message_reports"."reason" in ('unkind', 'private', 'upsetting', 'contact', 'other')),
	CONSTRAINT "message_reports_state" CHECK ("message_reports"."state" in ('open', 'handled')),
	CONSTRAINT "message_reports_handled" CHECK (("message_reports"."state" = 'handled') = ("message_reports"."handled_at" is not null)),
	CONSTRAINT "message_reports_words" CHECK (length("message_reports"."words") <= 500 and length("message_reports"."note") <= 2000)
);
--> statement-breakpoint
CREATE TABLE "directory_offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rank" integer NOT NULL,
	"words" "tsvector" NOT NULL,
	"shown" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "figures" (
	"day" date NOT NULL,
	"scope" char(2) NOT NULL,
	"rows" jsonb NOT NULL,
	"is_public" boolean NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "figures_day_scope_pk" PRIMARY KEY("day","scope")
);
--> statement-breakpoint
CREATE TABLE "offer_projects" (
	"offer_id" uuid NOT NULL,
	"match_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	CONSTRAINT "offer_projects_offer_id_match_id_pk" PRIMARY KEY("offer_id","match_id")
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"state" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"words" text NOT NULL,
	"age_from" smallint NOT NULL,
	"age_to" smallint NOT NULL,
	"pupils" smallint NOT NULL,
	"languages" jsonb NOT NULL,
	"subjects" text[] NOT NULL,
	"countries" text[] NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"hours" jsonb NOT NULL,
	"rhythm" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "offers_state" CHECK ("offers"."state" in ('open', 'withdrawn', 'over')),
	CONSTRAINT "offers_kind" CHECK ("offers"."kind" in ('european', 'national')),
	CONSTRAINT "offers_rhythm" CHECK ("offers"."rhythm" in ('weekly', 'fortnightly', 'monthly', 'rarely', 'never')),
	CONSTRAINT "offers_title" CHECK (length("offers"."title") between 1 and 120),
	CONSTRAINT "offers_words" CHECK (length("offers"."words") between 1 and 1000),
	CONSTRAINT "offers_ages" CHECK ("offers"."age_from" between 3 and 20 and "offers"."age_to" between "offers"."age_from" and 20),
	CONSTRAINT "offers_pupils" CHECK ("offers"."pupils" between 1 and 300),
	CONSTRAINT "offers_weeks" CHECK ("offers"."to_date" > "offers"."from_date" and "offers"."to_date" - "offers"."from_date" < 371)
);
--> statement-breakpoint
CREATE TABLE "project_state_changes" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "project_state_changes_state" CHECK ("project_state_changes"."state" in ('draft', 'waiting_partner', 'waiting_office', 'open', 'closed', 'archived'))
);
--> statement-breakpoint
ALTER TABLE "mails" DROP CONSTRAINT "mails_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "contact_id" uuid;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "warned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "hidden_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "anonymised_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "adult_messages" ADD CONSTRAINT "adult_messages_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adult_messages" ADD CONSTRAINT "adult_messages_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_other_id_users_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_low_id_users_id_fk" FOREIGN KEY ("low_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_high_id_users_id_fk" FOREIGN KEY ("high_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reports" ADD CONSTRAINT "message_reports_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reports" ADD CONSTRAINT "message_reports_reporter_id_users_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reports" ADD CONSTRAINT "message_reports_subject_id_users_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reports" ADD CONSTRAINT "message_reports_handled_by_users_id_fk" FOREIGN KEY ("handled_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_offers" ADD CONSTRAINT "directory_offers_id_offers_id_fk" FOREIGN KEY ("id") REFERENCES "public"."offers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_projects" ADD CONSTRAINT "offer_projects_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_projects" ADD CONSTRAINT "offer_projects_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_projects" ADD CONSTRAINT "offer_projects_match_id_offers_id_fk" FOREIGN KEY ("match_id") REFERENCES "public"."offers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_state_changes" ADD CONSTRAINT "project_state_changes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "adult_messages_conversation" ON "adult_messages" USING btree ("conversation_id","number");--> statement-breakpoint
CREATE INDEX "contacts_other" ON "contacts" USING btree ("other_id","state");--> statement-breakpoint
CREATE INDEX "contacts_asked" ON "contacts" USING btree ("user_id","asked_at");--> statement-breakpoint
CREATE INDEX "conversations_high" ON "conversations" USING btree ("high_id");--> statement-breakpoint
CREATE INDEX "message_reports_office" ON "message_reports" USING btree ("office_id","state","at");--> statement-breakpoint
CREATE UNIQUE INDEX "message_reports_message" ON "message_reports" USING btree ("message_id","reporter_id") WHERE "message_reports"."message_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "message_reports_letter" ON "message_reports" USING btree ("subject_id","reporter_id") WHERE "message_reports"."message_id" is null;--> statement-breakpoint
CREATE INDEX "directory_offers_words" ON "directory_offers" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "directory_offers_rank" ON "directory_offers" USING btree ("rank","id");--> statement-breakpoint
CREATE INDEX "offer_projects_match" ON "offer_projects" USING btree ("match_id");--> statement-breakpoint
CREATE INDEX "offer_projects_project" ON "offer_projects" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "offers_user" ON "offers" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "offers_ending" ON "offers" USING btree ("to_date") WHERE "offers"."state" = 'open';--> statement-breakpoint
CREATE INDEX "project_state_changes_project" ON "project_state_changes" USING btree ("project_id","at");--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_contact_id_users_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_contact" ON "notices" USING btree ("contact_id") WHERE "notices"."contact_id" is not null;--> statement-breakpoint
CREATE INDEX "users_seen" ON "users" USING btree ("last_seen_on") WHERE "users"."kind" = 'staff' and "users"."anonymised_at" is null;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('recovery', 'mandate', 'second_step_removed', 'registration', 'newcomer', 'digest', 'circular', 'dormant'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'page_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing', 'report_came', 'report_seen', 'appeal_lifted', 'appeal_kept', 'plan_due', 'second_step_added', 'second_step_removed', 'second_step_refused', 'approval_waits', 'approval_question', 'approval_approved', 'approval_refused', 'co_founder_asked', 'co_founder_declined', 'school_left', 'pact_waits', 'help_asked', 'help_answered', 'help_handed', 'help_closed', 'contact_asked', 'contact_accepted', 'contact_wrote', 'message_reported', 'message_settled'));--> statement-breakpoint
INSERT INTO project_state_changes (project_id, state, at) SELECT id, state, at FROM (SELECT id, CASE WHEN state = 'open' AND opened_at IS NULL THEN 'open' ELSE 'draft' END AS state, created_at AS at FROM projects UNION ALL SELECT id, 'open', opened_at FROM projects WHERE opened_at IS NOT NULL UNION ALL SELECT id, 'archived', archived_at FROM projects WHERE archived_at IS NOT NULL UNION ALL SELECT id, state, now() FROM projects WHERE state IN ('waiting_partner', 'waiting_office', 'closed')) known ORDER BY at;--> statement-breakpoint
CREATE TRIGGER directory_of_dormant AFTER UPDATE OF hidden_at ON users FOR EACH ROW WHEN (new.kind = 'staff') EXECUTE FUNCTION note_user();--> statement-breakpoint
ALTER TABLE "directory_offers" ALTER COLUMN "words" SET STATISTICS 1000;--> statement-breakpoint
CREATE FUNCTION note_offer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) VALUES ('offers', new.id); RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER directory_of_offer AFTER INSERT OR UPDATE ON offers FOR EACH ROW EXECUTE FUNCTION note_offer();--> statement-breakpoint
CREATE FUNCTION note_offers_of() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) SELECT 'offers', id FROM offers WHERE state = 'open' AND user_id = (to_jsonb(new) ->> tg_argv[0])::uuid; RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER offers_of_profile AFTER INSERT OR UPDATE OF visible ON profiles FOR EACH ROW EXECUTE FUNCTION note_offers_of('user_id');--> statement-breakpoint
CREATE TRIGGER offers_of_user AFTER UPDATE OF display_name, school_id, suspended_at, waiting_since ON users FOR EACH ROW WHEN (new.kind = 'staff') EXECUTE FUNCTION note_offers_of('id');--> statement-breakpoint
CREATE FUNCTION note_offers_at() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) SELECT 'offers', o.id FROM offers o JOIN users u ON u.id = o.user_id WHERE u.school_id = new.id AND o.state = 'open'; RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER offers_of_school AFTER UPDATE OF name, town, country_code, region_id, kind, closed_on, merged_into, is_vouched ON schools FOR EACH ROW EXECUTE FUNCTION note_offers_at();--> statement-breakpoint
CREATE TRIGGER words_of_offers AFTER DELETE ON directory_offers FOR EACH ROW EXECUTE FUNCTION forget_words('offers');
