CREATE TABLE "figures" (
	"day" date NOT NULL,
	"scope" char(2) NOT NULL,
	"rows" jsonb NOT NULL,
	"is_public" boolean NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "figures_day_scope_pk" PRIMARY KEY("day","scope")
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
ALTER TABLE "users" ADD COLUMN "warned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "hidden_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "anonymised_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "project_state_changes" ADD CONSTRAINT "project_state_changes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "project_state_changes_project" ON "project_state_changes" USING btree ("project_id","at");--> statement-breakpoint
CREATE INDEX "users_seen" ON "users" USING btree ("last_seen_on") WHERE "users"."kind" = 'staff' and "users"."anonymised_at" is null;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('recovery', 'mandate', 'second_step_removed', 'registration', 'newcomer', 'digest', 'circular', 'dormant'));--> statement-breakpoint
INSERT INTO project_state_changes (project_id, state, at) SELECT id, state, at FROM (SELECT id, CASE WHEN state = 'open' AND opened_at IS NULL THEN 'open' ELSE 'draft' END AS state, created_at AS at FROM projects UNION ALL SELECT id, 'open', opened_at FROM projects WHERE opened_at IS NOT NULL UNION ALL SELECT id, 'archived', archived_at FROM projects WHERE archived_at IS NOT NULL UNION ALL SELECT id, state, now() FROM projects WHERE state IN ('waiting_partner', 'waiting_office', 'closed')) known ORDER BY at;--> statement-breakpoint
CREATE TRIGGER directory_of_dormant AFTER UPDATE OF hidden_at ON users FOR EACH ROW WHEN (new.kind = 'staff') EXECUTE FUNCTION note_user();
