CREATE TABLE "saved_searches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"list" text NOT NULL,
	"wish" jsonb NOT NULL,
	"is_told" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"new_since" timestamp with time zone NOT NULL,
	"looked_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_searches_list" CHECK ("saved_searches"."list" in ('people', 'schools', 'projects', 'offers'))
);
--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "directory_offers" ADD COLUMN "since" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "directory_people" ADD COLUMN "since" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "directory_projects" ADD COLUMN "since" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "directory_schools" ADD COLUMN "since" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "search_id" uuid;--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_searches_user" ON "saved_searches" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "saved_searches_due" ON "saved_searches" USING btree ("told_at") WHERE "saved_searches"."is_told";--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_search_id_saved_searches_id_fk" FOREIGN KEY ("search_id") REFERENCES "public"."saved_searches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "directory_offers_since" ON "directory_offers" USING btree ("since");--> statement-breakpoint
CREATE INDEX "directory_people_since" ON "directory_people" USING btree ("since");--> statement-breakpoint
CREATE INDEX "directory_projects_since" ON "directory_projects" USING btree ("since");--> statement-breakpoint
CREATE INDEX "directory_schools_since" ON "directory_schools" USING btree ("since");--> statement-breakpoint
CREATE INDEX "notices_search" ON "notices" USING btree ("search_id") WHERE "notices"."search_id" is not null;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'page_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing', 'report_came', 'report_seen', 'appeal_lifted', 'appeal_kept', 'plan_due', 'second_step_added', 'second_step_removed', 'second_step_refused', 'approval_waits', 'approval_question', 'approval_approved', 'approval_refused', 'co_founder_asked', 'co_founder_declined', 'school_left', 'pact_waits', 'help_asked', 'help_answered', 'help_handed', 'help_closed', 'contact_asked', 'contact_accepted', 'contact_wrote', 'message_reported', 'message_settled', 'search_found'));