CREATE TABLE "circle_asks" (
	"circle_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"words" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"declined_at" timestamp with time zone,
	CONSTRAINT "circle_asks_circle_id_user_id_pk" PRIMARY KEY("circle_id","user_id"),
	CONSTRAINT "circle_asks_words" CHECK (length("circle_asks"."words") <= 1000)
);
--> statement-breakpoint
CREATE TABLE "circle_features" (
	"circle_id" uuid NOT NULL,
	"office_id" uuid NOT NULL,
	"by" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "circle_features_circle_id_office_id_pk" PRIMARY KEY("circle_id","office_id")
);
--> statement-breakpoint
CREATE TABLE "circles" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"way" text NOT NULL,
	CONSTRAINT "circles_way" CHECK ("circles"."way" in ('open', 'asked'))
);
--> statement-breakpoint
CREATE TABLE "directory_circles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rank" integer NOT NULL,
	"words" "tsvector" NOT NULL,
	"shown" jsonb NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "projects" DROP CONSTRAINT "projects_kind";--> statement-breakpoint
ALTER TABLE "saved_searches" DROP CONSTRAINT "saved_searches_list";--> statement-breakpoint
ALTER TABLE "circle_asks" ADD CONSTRAINT "circle_asks_circle_id_circles_project_id_fk" FOREIGN KEY ("circle_id") REFERENCES "public"."circles"("project_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circle_asks" ADD CONSTRAINT "circle_asks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circle_features" ADD CONSTRAINT "circle_features_circle_id_circles_project_id_fk" FOREIGN KEY ("circle_id") REFERENCES "public"."circles"("project_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circle_features" ADD CONSTRAINT "circle_features_office_id_offices_school_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("school_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circle_features" ADD CONSTRAINT "circle_features_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circles" ADD CONSTRAINT "circles_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_circles" ADD CONSTRAINT "directory_circles_id_projects_id_fk" FOREIGN KEY ("id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "circle_asks_user" ON "circle_asks" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "circle_features_office" ON "circle_features" USING btree ("office_id");--> statement-breakpoint
CREATE INDEX "circle_features_by" ON "circle_features" USING btree ("by");--> statement-breakpoint
CREATE INDEX "directory_circles_words" ON "directory_circles" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "directory_circles_rank" ON "directory_circles" USING btree ("rank","id");--> statement-breakpoint
CREATE INDEX "directory_circles_since" ON "directory_circles" USING btree ("since");--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'page_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing', 'report_came', 'report_seen', 'appeal_lifted', 'appeal_kept', 'plan_due', 'second_step_added', 'second_step_removed', 'second_step_refused', 'approval_waits', 'approval_question', 'approval_approved', 'approval_refused', 'co_founder_asked', 'co_founder_declined', 'school_left', 'pact_waits', 'help_asked', 'help_answered', 'help_handed', 'help_closed', 'contact_asked', 'contact_accepted', 'contact_wrote', 'message_reported', 'message_settled', 'search_found', 'circle_asked', 'circle_admitted'));--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_kind" CHECK ("projects"."kind" in ('european', 'national', 'school', 'training', 'circle'));--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_list" CHECK ("saved_searches"."list" in ('people', 'schools', 'projects', 'offers', 'circles'));--> statement-breakpoint
CREATE FUNCTION note_circle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO directory_news (list, id) SELECT 'circles', project_id FROM circles WHERE project_id = (to_jsonb(new) ->> tg_argv[0])::uuid; RETURN NULL; END $$;--> statement-breakpoint
CREATE TRIGGER directory_of_circle AFTER INSERT OR UPDATE ON circles FOR EACH ROW EXECUTE FUNCTION note_circle('project_id');--> statement-breakpoint
CREATE TRIGGER circle_of_project AFTER UPDATE OF name, summary, languages, subjects, state ON projects FOR EACH ROW WHEN (new.kind = 'circle') EXECUTE FUNCTION note_circle('id');--> statement-breakpoint
CREATE TRIGGER circle_of_member AFTER INSERT OR UPDATE OF left_at ON members FOR EACH ROW EXECUTE FUNCTION note_circle('project_id');--> statement-breakpoint
CREATE TRIGGER words_of_circles AFTER DELETE ON directory_circles FOR EACH ROW EXECUTE FUNCTION forget_words('circles');
