CREATE TABLE "dossier" (
	"project_id" uuid NOT NULL,
	"field" text NOT NULL,
	"value" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"author_id" uuid,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "dossier_project_id_field_pk" PRIMARY KEY("project_id","field"),
	CONSTRAINT "dossier_field" CHECK ("dossier"."field" in ('aims', 'process', 'results', 'pupils', 'tools', 'weeks', 'languages', 'subjects', 'ages', 'rhythm', 'speaking', 'calendars', 'tasks', 'answering', 'silence', 'made', 'learned', 'met', 'differently')),
	CONSTRAINT "dossier_revision" CHECK ("dossier"."revision" > 0)
);
--> statement-breakpoint
CREATE TABLE "pact_agreements" (
	"project_id" uuid NOT NULL,
	"school_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"agreed_by" uuid,
	"agreed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pact_agreements_project_id_school_id_pk" PRIMARY KEY("project_id","school_id")
);
--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "project_schools" ADD COLUMN "heard_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "dossier" ADD CONSTRAINT "dossier_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier" ADD CONSTRAINT "dossier_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pact_agreements" ADD CONSTRAINT "pact_agreements_agreed_by_users_id_fk" FOREIGN KEY ("agreed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pact_agreements" ADD CONSTRAINT "pact_agreements_project_id_school_id_project_schools_project_id_school_id_fk" FOREIGN KEY ("project_id","school_id") REFERENCES "public"."project_schools"("project_id","school_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'page_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing', 'report_came', 'report_seen', 'appeal_lifted', 'appeal_kept', 'plan_due', 'second_step_added', 'second_step_removed', 'second_step_refused', 'approval_waits', 'approval_question', 'approval_approved', 'approval_refused', 'co_founder_asked', 'co_founder_declined', 'school_left', 'pact_waits', 'help_asked', 'help_answered', 'help_handed', 'help_closed'));