CREATE TABLE "writing_rules" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" uuid NOT NULL,
	"user_id" uuid,
	"group_id" uuid,
	"document_id" uuid,
	"tool" text NOT NULL,
	"mode" text NOT NULL,
	"purpose" text NOT NULL,
	"reason" text,
	"set_by" uuid,
	"set_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone,
	CONSTRAINT "writing_rules_place" UNIQUE NULLS NOT DISTINCT("project_id","user_id","group_id","document_id","tool","purpose"),
	CONSTRAINT "writing_rules_target" CHECK (num_nonnulls("writing_rules"."user_id", "writing_rules"."group_id", "writing_rules"."document_id") <= 1),
	CONSTRAINT "writing_rules_tool" CHECK ("writing_rules"."tool" in ('all', 'page', 'board', 'chat')),
	CONSTRAINT "writing_rules_mode" CHECK ("writing_rules"."mode" in ('approval', 'read')),
	CONSTRAINT "writing_rules_purpose" CHECK ("writing_rules"."purpose" in ('rule', 'sanction', 'eyes')),
	CONSTRAINT "writing_rules_reason" CHECK (length("writing_rules"."reason") between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "writing_rules" ADD CONSTRAINT "writing_rules_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "writing_rules" ADD CONSTRAINT "writing_rules_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "writing_rules" ADD CONSTRAINT "writing_rules_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "writing_rules" ADD CONSTRAINT "writing_rules_set_by_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "writing_rules" ADD CONSTRAINT "writing_rules_project_id_group_id_groups_project_id_id_fk" FOREIGN KEY ("project_id","group_id") REFERENCES "public"."groups"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "writing_rules_until" ON "writing_rules" USING btree ("until");